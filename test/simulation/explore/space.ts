/** The states of the exploration and the steps between them. */
import * as commands from "./commands.ts";
import { Consumers, type Move } from "./consumers.ts";
import { Interner } from "./interner.ts";
import { Ocs } from "./ocs.ts";
import { type After, Pairs } from "./pairs.ts";
import { NAMES, type Setting, SIDES, type Side } from "./setting.ts";

/** Consumers at a time. A third adds nothing: the other two may be stalled or dead anyway. */
const CONSUMERS = 2;

export interface State {
  readonly pair: number;
  /** Living consumers, sorted. */
  readonly consumers: readonly number[];
  /** Bodies that were sent, one bit each: every one may arrive at any time, also again. */
  readonly net: number;
  readonly account: number;
}
export interface Edge {
  readonly what: string;
  /** It happens without any fault and without any person. */
  readonly natural: boolean;
  readonly wrong: string | null;
  readonly to: State;
}
interface Event {
  readonly what: string;
  readonly natural: boolean;
  readonly side: Side;
  readonly after: After;
}

export class Space {
  readonly pairs: Pairs;
  readonly ocs = new Ocs();
  readonly consumers: Consumers;
  readonly #lists = new Interner<readonly number[]>();
  readonly #networks = new Interner<{ net: number; account: number }>();
  readonly #events = new Map<string, readonly Event[]>();
  readonly #quietB: boolean;

  constructor(setting: Setting) {
    this.#quietB = setting.quietB;
    this.pairs = new Pairs(setting);
    this.consumers = new Consumers(this.pairs, this.ocs, setting);
  }

  get start(): State {
    return { pair: this.pairs.start, consumers: [], net: 0, account: this.ocs.empty };
  }

  /** One number per state; states are stored in this form only. `decode` is the inverse. */
  encode(s: State): number {
    const { net, account } = s;
    const list = this.#lists.id(s.consumers.join(), () => s.consumers);
    const network = this.#networks.id(`${net} ${account}`, () => ({ net, account }));
    if (s.pair >= 2 ** 17 || list >= 2 ** 18 || network >= 2 ** 17) throw new Error("too many");
    return (s.pair * 2 ** 18 + list) * 2 ** 17 + network;
  }
  decode(code: number): State {
    const network = code % 2 ** 17;
    const rest = (code - network) / 2 ** 17;
    const list = rest % 2 ** 18;
    const consumers = this.#lists.get(list);
    return { ...this.#networks.get(network), consumers, pair: (rest - list) / 2 ** 18 };
  }

  edges(s: State, emit: (edge: Edge) => void): void {
    this.#arrivals(s, emit);
    for (const event of this.#happening(s)) {
      const { what, natural, side, after } = event;
      this.#emit(emit, { ...event, what: `${NAMES[side]} ${what}`, natural }, s, [], after);
    }
    if (s.consumers.length < CONSUMERS) this.#claims(s, emit);
    s.consumers.forEach((id, n) => {
      const others = s.consumers.filter((_, i) => i !== n);
      this.#steps(s, id, others, emit);
    });
  }

  held(s: State, side: Side): boolean {
    return s.consumers.some((id) => {
      const c = this.consumers.all.get(id);
      return c.side === side && c.current;
    });
  }

  #arrivals(s: State, emit: (edge: Edge) => void): void {
    for (let body = 0; s.net >> body > 0; body++) {
      if (((s.net >> body) & 1) === 0) continue;
      const account = this.ocs.deliver(s.account, body);
      if (account === s.account) continue;
      const what = `the network delivers the ${this.ocs.describe(body)}`;
      emit({ what, natural: true, wrong: null, to: { ...s, account } });
    }
  }

  #happening(s: State): readonly Event[] {
    const held = SIDES.map((side) => this.held(s, side));
    const key = `${s.pair} ${held} ${s.account}`;
    const known = this.#events.get(key);
    if (known) return known;
    const events = SIDES.flatMap((side) => this.#of(s, side, held[side] ?? false));
    this.#events.set(key, events);
    return events;
  }
  #of(s: State, side: Side, held: boolean): Event[] {
    const seen = this.ocs.read(s.account, null);
    const t = this.pairs.all.get(s.pair).topUps[side];
    const confirmed = {
      what: "is confirmed as credited by an operator",
      act: commands.confirm(this.ocs.readings.get(seen)),
      promise: "ended",
      natural: false,
      key: `confirmed ${seen}`,
    } as const;
    const all = [...commands.happenings(side, t).map((h) => ({ ...h, key: h.what })), confirmed];
    const here = this.#quietB && side === 1 ? all.filter((each) => each.natural) : all;
    return here.flatMap(({ what, natural, ...order }) =>
      this.pairs
        .run(s.pair, { ...order, side, held })
        .filter((after) => after.pair !== s.pair || after.wrong !== null)
        .map((after) => ({ what, natural, side, after })),
    );
  }

  #claims(s: State, emit: (edge: Edge) => void): void {
    for (const side of SIDES) {
      const held = this.held(s, side);
      const order = { key: "claim", side, held, act: commands.claim };
      for (const after of this.pairs.run(s.pair, order)) {
        const { kind } = after.answer;
        const taken = kind === "grant" || kind === "revoke";
        if (!taken && after.pair === s.pair) continue;
        const what = `${NAMES[side]} is claimed: ${kind}`;
        const more = taken ? [this.consumers.fresh(side, kind)] : [];
        this.#emit(emit, { what, natural: true, side }, s, more, after);
      }
    }
  }

  #steps(s: State, id: number, others: readonly number[], emit: (edge: Edge) => void): void {
    const { side } = this.consumers.all.get(id);
    const at = { pair: s.pair, account: s.account, held: this.held(s, side) };
    const rest = { ...s, consumers: others };
    emit({ what: `the consumer of ${NAMES[side]} dies`, natural: false, wrong: null, to: rest });
    for (const move of this.consumers.moves(id, at)) this.#step(move, side, rest, emit);
  }
  #step(move: Move, side: Side, rest: State, emit: (edge: Edge) => void): void {
    const net = move.sent < 0 ? rest.net : rest.net | (1 << move.sent);
    const own = move.consumer === null ? [] : [move.consumer];
    const to = { ...rest, net };
    if (move.after) this.#emit(emit, { ...move, side }, to, own, move.after);
    else
      emit({ ...move, wrong: null, to: { ...to, consumers: sorted([...to.consumers, ...own]) } });
  }

  /**
   * Emits a step. If it gave the lease to another consumer, or ended it, the fence of the consumer
   * that had it becomes stale.
   */
  #emit(
    emit: (edge: Edge) => void,
    { what, natural, side }: { what: string; natural: boolean; side: Side },
    from: State,
    more: readonly number[],
    after: After,
  ): void {
    const late = (id: number) =>
      this.consumers.all.get(id).side === side ? this.consumers.stale(id) : id;
    const before = after.lease === "kept" ? from.consumers : from.consumers.map(late);
    // The consumer of a new claim is current; one whose own command ended the lease is not.
    const own = after.lease === "none" ? more.map(late) : more;
    const to = { ...from, pair: after.pair, consumers: sorted([...before, ...own]) };
    emit({
      what: after.age === "old" ? `${what} (its time limit has passed)` : what,
      natural,
      wrong: after.wrong,
      to,
    });
  }
}

const sorted = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);

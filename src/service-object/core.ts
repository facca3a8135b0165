import type { Timings } from "../domain/limits.ts";
import type { Reading } from "../domain/reading.ts";
import { type Dues, duesOf, earliest } from "../domain/retry.ts";
import type { TopUpEvent, TopUpEventType } from "../domain/top-up/events.ts";
import { evolve } from "../domain/top-up/evolve.ts";
import { holdsTurn, isEnded } from "../domain/top-up/names.ts";
import { type Context, isForTheBooks, type Outcome } from "../domain/top-up/outcome.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import { type Lane, lanesOf, projectLane, type Sent, sendAt } from "./lanes.ts";
import type { Alarm } from "./sql.ts";
import type { Store } from "./store.ts";

export interface CoreDeps {
  readonly store: Store;
  readonly alarm: Alarm;
  readonly now: () => number;
  readonly timings: Timings;
  /** Called after each commit with the top-ups it changed; starts the flush and the push. */
  readonly onCommit: (changed: readonly TopUp[]) => void;
}

/** Events that D1 never needs: the driver's diary, and what D1 itself gave birth to. */
const PRIVATE: ReadonlySet<TopUpEventType> = new Set([
  "Claimed",
  "TryEnded",
  "ReadFailed",
  "IntentRecorded",
  "InvoiceNumbered",
  "NoticeSent",
  "NoticeUnsure",
]);
/** D1 is told at once of an end; of everything else a little later, so that an end overtakes it. */
const PROJECTION_DELAY_MS = 1000;

/**
 * One service's decisions. Everything here is synchronous: read, decide, commit, with no await in
 * between (invariant 10). External calls happen after the commit, elsewhere.
 */
export class Core {
  readonly deps: CoreDeps;
  /** The last reading any consumer brought; memory only. */
  lastReading: Reading | null = null;
  /** The last one that a page made: good enough to show, never to sell on. */
  shownReading: Reading | null = null;
  /** Commits since this object woke; the budget test counts them. */
  commits = 0;
  /** What each lane last sent for; a copy of what is stored, so that a reset forgets nothing. */
  readonly sent: Map<string, Sent>;
  /** Stored as sent and not yet handed to its queue. */
  readonly #outgoing: Lane[] = [];

  constructor(deps: CoreDeps) {
    this.deps = deps;
    this.sent = new Map(Object.entries(deps.store.facts.sent));
  }

  get store(): Store {
    return this.deps.store;
  }

  /** Decides on one top-up and commits what follows. Throws when it does not exist. */
  apply<A>(topUpId: string, decide: (t: TopUp, ctx: Context) => Outcome<A>): A {
    const t = this.store.load(topUpId);
    if (!t) throw new Error(`no such top-up here: ${topUpId}`);
    const { events, answer } = decide(t, this.context(t));
    if (events.length > 0) this.commit(() => [this.extend(t, events)]);
    return answer;
  }

  /** Appends events to a top-up (null: a new one) inside a running commit. */
  extend(before: TopUp | null, events: readonly TopUpEvent[]): TopUp {
    const now = this.deps.now();
    let t = before;
    let newest = 0;
    for (const event of events) {
      t = evolve(t, event, now);
      const seq = this.store.append(t.request.topUpId, event, now);
      if (!PRIVATE.has(event.type)) newest = seq;
    }
    if (!t) throw new Error("a top-up without events");
    // Whoever brings the first top-up, a customer or a payment that nobody remembers: without its
    // own name the object could send no message.
    const { serviceId } = t.request;
    if (this.store.facts.serviceId === null) this.store.saveFacts({ serviceId });
    this.store.save(t);
    this.#countUp(events);
    if (newest > 0 && (isForTheBooks(t) || t.findings.length > 0)) this.#dirty(t, newest, now);
    return t;
  }

  /**
   * One commit: rows, what is sent because of them, and alarm together. `work` answers with the
   * top-ups it changed.
   */
  commit(work: () => readonly TopUp[]): void {
    const changed = this.#commit(work);
    this.deps.onCommit(changed);
  }
  #commit(work: () => readonly TopUp[]): readonly TopUp[] {
    const sentBefore = new Map(this.sent);
    let ready: readonly Lane[] = [];
    let dues: ReturnType<Core["dues"]> = [];
    let changed: readonly TopUp[];
    try {
      changed = this.store.commit(
        () => {
          const after = work();
          dues = this.dues();
          ready = this.#markSent(dues);
          return after;
        },
        () => this.rearm(dues),
      );
    } catch (fault) {
      this.#remember(sentBefore);
      throw fault;
    }
    this.#outgoing.push(...ready);
    this.commits += 1;
    return changed;
  }

  context(t: TopUp): Context {
    const now = this.deps.now();
    const { facts } = this.store;
    const standing = this.store.standing(now);
    const ends = standing
      .filter((s) => s.standing === "credited" && s.topUpId !== t.request.topUpId)
      .map((s) => s.endAt);
    return {
      now,
      timings: this.deps.timings,
      nextTurn: facts.nextTurn,
      hasTurn: this.hasTurn(t),
      nextHandle: facts.nextHandle,
      serviceClosed: facts.closed,
      lastCreditedEndAt: ends.length > 0 ? Math.max(...ends) : null,
      returnedBuckets: new Set(
        standing.filter((s) => s.standing === "returned").map((s) => s.bucketId),
      ),
    };
  }

  /** Invariant 6: first come, first served among those that hold a place. */
  hasTurn(t: TopUp, first: number = this.#firstTurn()): boolean {
    return (t.turn ?? Number.POSITIVE_INFINITY) <= first;
  }
  #firstTurn(): number {
    const held = this.store.open().flatMap((o) => (holdsTurn(o) ? [o.turn ?? 0] : []));
    return held.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  }

  /** Every top-up that may still move, with what is due for it; the queue is looked at once. */
  dues(): readonly { readonly t: TopUp; readonly dues: Dues }[] {
    const first = this.#firstTurn();
    return this.store
      .open()
      .map((t) => ({ t, dues: duesOf(t, this.hasTurn(t, first), this.deps.timings) }));
  }
  projectionDueAt(): number | null {
    const { dirtySeq, projectedSeq, dirtyAt } = this.store.facts;
    return dirtySeq > projectedSeq ? dirtyAt : null;
  }

  /** The alarm is the earliest of everything that is due, or may be sent once more. */
  rearm(dues: ReturnType<Core["dues"]> = this.dues()): void {
    const now = this.deps.now();
    const sends = this.#lanes(dues).map((lane) => this.#sendAt(lane));
    const next = earliest([...dues.map(({ dues: { tickAt } }) => tickAt), ...sends]);
    if (next === null) this.deps.alarm.clear();
    else this.deps.alarm.set(Math.max(next, now + 1));
  }

  /** Marks as sent what may be sent now, in one commit. True: something is to be handed over. */
  sendDue(): boolean {
    const now = this.deps.now();
    if (this.#lanes(this.dues()).some((lane) => this.#sendAt(lane) <= now)) this.#commit(() => []);
    return this.#outgoing.length > 0;
  }
  /** Each is handed out once: from here on only time brings it again. */
  takeOutgoing(): readonly Lane[] {
    return this.#outgoing.splice(0);
  }
  /** A call that changed nothing all the same finds the alarm armed, and sends what is overdue. */
  wake(): void {
    if (this.sendDue()) this.deps.onCommit([]);
    else this.rearm();
  }

  #lanes(dues: ReturnType<Core["dues"]>): Lane[] {
    // Without its own name the object can send no message.
    if (this.store.facts.serviceId === null) return [];
    const ofTopUps = dues.flatMap(({ t, dues: d }) => lanesOf(t, d));
    return [...ofTopUps, ...projectLane(this.projectionDueAt())];
  }
  #sendAt(lane: Lane): number {
    return sendAt(lane, this.sent.get(lane.key), this.deps.timings);
  }
  /**
   * Stored before anything leaves: an object that is reset knows what it sent, so that neither a
   * dead letter nor a poke makes it send again before its time. Should it die before the message
   * is handed over, that message is one of the lost ones, and the alarm brings it again.
   */
  #markSent(dues: ReturnType<Core["dues"]> = this.dues()): readonly Lane[] {
    const now = this.deps.now();
    const lanes = this.#lanes(dues);
    const ready = lanes.filter((lane) => this.#sendAt(lane) <= now);
    const waiting = lanes.flatMap(({ key, dueAt }): [string, Sent][] => {
      const last = this.sent.get(key);
      return last?.dueAt === dueAt ? [[key, last]] : [];
    });
    const after = new Map(waiting);
    for (const { key, dueAt } of ready) {
      const { firstAt, count } = after.get(key) ?? { firstAt: now, count: 0 };
      after.set(key, { dueAt, firstAt, at: now, count: count + 1 });
    }
    this.#remember(after);
    const sent = Object.fromEntries(after);
    if (JSON.stringify(sent) !== JSON.stringify(this.store.facts.sent)) {
      this.store.saveFacts({ sent });
    }
    return ready;
  }
  #remember(sent: ReadonlyMap<string, Sent>): void {
    this.sent.clear();
    for (const [key, one] of sent) this.sent.set(key, one);
  }

  #countUp(events: readonly TopUpEvent[]): void {
    const { nextTurn, nextHandle } = this.store.facts;
    const turns = events.flatMap((e) => ("turn" in e ? [e.turn] : []));
    const handles = events.flatMap((e) =>
      e.type === "PaymentSucceeded" ? [e.handles.paymentTransaction % 1_000_000] : [],
    );
    if (turns.length === 0 && handles.length === 0) return;
    this.store.saveFacts({
      nextTurn: Math.max(nextTurn, ...turns.map((n) => n + 1)),
      nextHandle: Math.max(nextHandle, ...handles.map((n) => n + 1)),
    });
  }
  #dirty(t: TopUp, seq: number, now: number): void {
    const { dirtySeq, projectedSeq, dirtyAt } = this.store.facts;
    const since = dirtySeq > projectedSeq ? dirtyAt : now + PROJECTION_DELAY_MS;
    this.sent.delete("project");
    this.store.saveFacts({ dirtySeq: seq, dirtyAt: isEnded(t) ? now : since });
  }
}

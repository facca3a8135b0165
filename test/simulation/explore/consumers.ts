/**
 * One try of `src/app/provisioning/provision.ts`, cut into steps: a consumer may stall or die
 * between any two of them.
 */
import type { Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import * as commands from "./commands.ts";
import { Interner } from "./interner.ts";
import { NO_READING, type Ocs } from "./ocs.ts";
import type { After, Pairs } from "./pairs.ts";
import { IDS, NAMES, type Setting, type Side } from "./setting.ts";

/** What a consumer does next. */
export type Step = "read first" | "ask" | "send" | "read again" | "record";
export interface Consumer {
  readonly side: Side;
  readonly kind: "grant" | "revoke";
  readonly step: Step;
  /** Whether its fence is the current one; a stale fence stays stale. */
  readonly current: boolean;
  readonly reading: number;
  readonly body: number;
  /** The OCS refused its write permanently. */
  readonly refused: boolean;
}
/** One step of a consumer. `consumer` null: it has ended. */
export interface Move {
  readonly what: string;
  readonly natural: boolean;
  readonly consumer: number | null;
  /** The two top-ups after the step; null: unchanged. */
  readonly after: After | null;
  /** The body that is on its way from now on; -1 for none. */
  readonly sent: number;
}

const SENT: WriteAnswer = { kind: "unknown", text: "" };
const REFUSED: WriteAnswer = { kind: "refused", text: "SERVER_ERROR" };

export class Consumers {
  readonly all = new Interner<Consumer>();
  readonly #pairs: Pairs;
  readonly #ocs: Ocs;
  readonly #setting: Setting;
  readonly #moves = new Map<string, readonly Move[]>();

  constructor(pairs: Pairs, ocs: Ocs, setting: Setting) {
    this.#pairs = pairs;
    this.#ocs = ocs;
    this.#setting = setting;
  }

  fresh(side: Side, kind: "grant" | "revoke"): number {
    const rest = { current: true, reading: NO_READING, body: -1, refused: false };
    return this.#id({ side, kind, step: "read first", ...rest });
  }
  stale(id: number): number {
    return this.#id({ ...this.all.get(id), current: false });
  }

  /** What this consumer may do next; it may also die. */
  moves(id: number, at: { pair: number; account: number; held: boolean }): readonly Move[] {
    const { step } = this.all.get(id);
    const reads = step === "read first" || step === "read again";
    const key = reads ? `${id} ${at.account}` : `${id} ${at.held} p${at.pair}`;
    const known = this.#moves.get(key);
    if (known) return known;
    const made = this.#make(id, at);
    this.#moves.set(key, made);
    return made;
  }

  #make(id: number, at: { pair: number; account: number; held: boolean }): readonly Move[] {
    const c = this.all.get(id);
    switch (c.step) {
      case "read first":
        return this.#read(c, at.account, { step: "ask" });
      case "ask":
        return this.#ask(c, at);
      case "send":
        return this.#send(c);
      case "read again":
        return this.#read(c, at.account, { step: "record" });
      case "record":
        return this.#record(c, at);
    }
  }

  /** Only the reading for a grant includes buckets of the other top-up. */
  #read(c: Consumer, account: number, next: { step: Step }): readonly Move[] {
    const all = c.kind === "grant" && next.step === "ask";
    const seen = this.#ocs.read(account, all ? null : IDS[c.side]);
    const silent = { ...next, reading: this.#ocs.unreadable };
    const moves = [
      this.#move(c, "reads the account", true, { ...next, reading: seen }),
      this.#move(c, "reads, and gets no answer", false, silent),
    ];
    // After a send an account that is gone or disabled has the same effect as no answer, but for a
    // tombstone in it. For a grant a disabled account has the same effect as one that is gone.
    if (next.step !== "ask") return moves;
    const lost = all ? "gone" : c.side === 0 ? this.#setting.lost : "nothing";
    if (lost === "disabled") {
      const reading = this.#ocs.read(account, IDS[c.side], true);
      moves.push(this.#move(c, "reads, and the account is disabled", false, { ...next, reading }));
    }
    if (lost === "gone") {
      const gone = { ...next, reading: this.#ocs.gone };
      moves.push(this.#move(c, "reads, and there is no account", false, gone));
    }
    return moves;
  }

  #ask(c: Consumer, at: { pair: number; held: boolean }): readonly Move[] {
    const command = c.kind === "grant" ? commands.grant : commands.revoke;
    const act = command(fenceOf(c), this.#reading(c));
    const key = `${c.kind} ${c.current} ${c.reading}`;
    const what = c.kind === "grant" ? "requests the grant" : "requests the revocation";
    return this.#pairs.run(at.pair, { key, side: c.side, held: at.held, act }).map((after) => {
      if (after.answer.kind !== "send") return { ...this.#end(c, `${what}: stop`), after };
      const body = this.#ocs.body(after.answer.body);
      const change = { step: "send", reading: NO_READING, body } as const;
      return { ...this.#move(c, `${what}: ${this.#ocs.describe(body)}`, true, change), after };
    });
  }

  #send(c: Consumer): readonly Move[] {
    const next = { step: "read again", body: -1 } as const;
    const sent = { ...this.#move(c, "sends", true, next), sent: c.body };
    if (!this.#setting.refusals || c.side === 1) return [sent];
    return [sent, this.#move(c, "sends, is refused", false, { ...next, refused: true })];
  }

  #record(c: Consumer, at: { pair: number; held: boolean }): readonly Move[] {
    const act = commands.record(fenceOf(c), c.refused ? REFUSED : SENT, this.#reading(c));
    const key = `record ${c.current} ${c.refused} ${c.reading}`;
    return this.#pairs
      .run(at.pair, { key, side: c.side, held: at.held, act })
      .map((after) => ({ ...this.#end(c, "records what it read"), after }));
  }

  #reading(c: Consumer): Reading {
    return this.#ocs.readings.get(c.reading);
  }
  #move(c: Consumer, what: string, natural: boolean, change: Partial<Consumer>): Move {
    const consumer = this.#id({ ...c, ...change });
    return { what: this.#describe(c, what), natural, consumer, after: null, sent: -1 };
  }
  #end(c: Consumer, what: string): Move {
    return { what: this.#describe(c, what), natural: true, consumer: null, after: null, sent: -1 };
  }
  #describe(c: Consumer, what: string): string {
    return `${NAMES[c.side]}, ${c.kind}${c.current ? "" : " (late)"}: ${what}`;
  }
  #id(c: Consumer): number {
    const { side, kind, step, current, reading, body, refused } = c;
    const key = [side, kind, step, current, reading, body, refused].join(" ");
    return this.all.id(key, () => c);
  }
}

const fenceOf = (c: Consumer): number => (c.current ? 1 : 0);

/** The two top-ups together, and what one command makes of them. Results are kept: all is pure. */
import type { TopUpId } from "../../../src/domain/base/ids.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { Core } from "../../../src/object/service/core.ts";
import { canonical } from "./canonical.ts";
import { Interner } from "./interner.ts";
import { OneObject } from "./object.ts";
import { THROWS } from "./report.ts";
import { type Age, NAMES, requested, type Setting, SIDES, type Side, type Two } from "./setting.ts";

export interface Pair {
  readonly topUps: Two<TopUp>;
  /** A refund was promised or made while the credit was granted: it must not be credited. */
  readonly promised: Two<boolean>;
}
export type Answer =
  | { readonly kind: "done" | "grant" | "revoke" }
  | { readonly kind: "send"; readonly body: string };

export interface Order {
  /** Names command and input; equal keys stand for equal commands. */
  readonly key: string;
  readonly side: Side;
  /** A living consumer has the current fence. */
  readonly held: boolean;
  readonly act: (core: Core, topUpId: TopUpId) => Answer;
  /** The command promises a refund, or an operator's confirmation ends such a promise. */
  readonly promise?: "made" | "ended";
}
export interface After {
  readonly pair: number;
  readonly answer: Answer;
  readonly lease: "kept" | "new" | "none";
  /** "old": all age limits and deadlines had passed. */
  readonly age: Age;
  /** What is wrong with this step; null if nothing is. */
  readonly wrong: string | null;
}

export class Pairs {
  readonly all = new Interner<Pair>();
  readonly object: OneObject;
  readonly start: number;
  readonly #topUps = new Interner<TopUp>();
  readonly #known = new Map<string, readonly After[]>();

  constructor(setting: Setting) {
    this.object = new OneObject(setting);
    const topUps = [requested(0, setting), requested(1, setting)] as const;
    this.start = this.#pair({ topUps: canonical(topUps), promised: [false, false] });
  }

  /** One or two outcomes: before all deadlines and age limits, and after them. */
  run(pair: number, order: Order): readonly After[] {
    const key = `${pair} ${order.side} ${order.held} ${order.key}`;
    const known = this.#known.get(key);
    if (known) return known;
    const young = this.#once(pair, order, "young");
    const old = this.#once(pair, order, "old");
    const same = JSON.stringify({ ...old, age: "young" }) === JSON.stringify(young);
    const after = same ? [young] : [young, old];
    this.#known.set(key, after);
    return after;
  }

  #once(number: number, order: Order, age: Age): After {
    const before = this.all.get(number);
    const { side, held } = order;
    try {
      const { answer, topUps } = this.object.run(before.topUps, { age, side, held }, order.act);
      const fence = topUps[side].drive.lease?.fence;
      const pair = this.#pair({
        topUps: canonical(topUps),
        promised: [promised(before, topUps, 0, order), promised(before, topUps, 1, order)],
      });
      const lease = fence === undefined ? "none" : fence === 1 ? "kept" : "new";
      return { pair, answer, lease, age, wrong: forbidden(before.topUps, topUps) };
    } catch (fault) {
      const answer = { kind: "done" } as const;
      return { pair: number, answer, lease: "kept", age, wrong: `${THROWS}: ${fault}` };
    }
  }

  #pair(pair: Pair): number {
    const [a, b] = pair.topUps.map((t) => {
      const text = JSON.stringify(t);
      return this.#topUps.id(text, () => t);
    });
    return this.all.id(`${a} ${b} ${pair.promised}`, () => pair);
  }
}

function promised(before: Pair, topUps: Two<TopUp>, side: Side, order: Order): boolean {
  const [was, is] = [before.topUps[side], topUps[side]];
  if (is.decision === "return") return false;
  if (side !== order.side || was.credit.kind !== "granted") return before.promised[side];
  if (order.promise === "ended" && stateOf(is) === "credited") return false;
  return before.promised[side] || order.promise === "made";
}

/** What no step may do; null if this one is right. */
function forbidden(before: Two<TopUp>, after: Two<TopUp>): string | null {
  for (const side of SIDES) {
    const [was, is] = [before[side], after[side]];
    const name = NAMES[side];
    if (was.credit.kind === "present" && is.credit.kind !== "present") {
      return `${name}: was credited and is no longer`;
    }
    const redriven = is.credit.kind === "none" && was.parkedAt !== null;
    if (was.decision === "return" && is.decision !== "return" && !redriven) {
      return `${name}: the decision return was taken back`;
    }
    const regranted = is.credit.grant !== null && was.credit.kind === "granted";
    if (regranted && is.credit.grant?.body !== was.credit.grant?.body) {
      return `${name}: the frozen bytes were changed`;
    }
    if (is.findings.includes("impossible")) return `${name}: an impossible cell was reached`;
  }
  return null;
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import { dueTimesOf } from "../../src/domain/top-up/due-times.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { evolve } from "../../src/domain/top-up/evolve/evolve.ts";
import {
  isEnded,
  stateOf,
  TOP_UP_STATES,
  type TopUpState,
} from "../../src/domain/top-up/states.ts";
import type { CreditKind, TopUp } from "../../src/domain/top-up/top-up.ts";
import { viewOf } from "../../src/domain/top-up/view.ts";
import { begin, type Step, start, steps } from "./cells/random.ts";
import { OFFER, START, World } from "./cells/world.ts";

type Start = { far: number; needsApproval: boolean; refundWhileSilent: boolean };
const worldOf = ({ far, needsApproval, refundWhileSilent }: Start): World =>
  begin(new World({ needsApproval, offer: { ...OFFER, refundWhileSilent } }), far);

/** Runs random steps and checks after each of them. */
const always = (check: (w: World, step: Step) => void): void => {
  fc.assert(
    fc.property(start, steps, (from, list) => {
      const w = worldOf(from);
      for (const step of list) {
        step.run(w);
        check(w, step);
      }
    }),
    { numRuns: 1500 },
  );
};
/** Runs random steps and checks every event with the state before and after it. */
const atEachEvent = (check: (before: TopUp, event: TopUpEvent, after: TopUp) => void): void => {
  fc.assert(
    fc.property(start, steps, (from, list) => {
      const w = worldOf(from);
      for (const step of list) step.run(w);
      let t: TopUp | null = null;
      for (const event of w.log) {
        const after: TopUp = evolve(t, event, START);
        if (t) check(t, event, after);
        t = after;
      }
    }),
    { numRuns: 1500 },
  );
};

describe("whatever happens to a top-up", () => {
  test("it has a name, a view and due times", () => {
    always((w) => {
      expect(TOP_UP_STATES).toContain(stateOf(w.t));
      viewOf(w.t, DEFAULT_TIMINGS.maxWaitMs);
      dueTimesOf(w.t, false, DEFAULT_TIMINGS);
    });
  });

  test("refund rows never add up to more than was received", () => {
    always((w) => {
      const sums = new Map<string, number>();
      for (const r of w.t.refunds.filter((row) => row.state !== "failed")) {
        sums.set(r.intentId, (sums.get(r.intentId) ?? 0) + r.amount.minor);
      }
      for (const [intentId, sum] of sums) {
        expect(sum).toBeLessThanOrEqual(intentId === "pi_3" ? 6999 : 7000);
      }
      const ids = w.t.refunds.map((r) => r.refundId);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  test("a payment that succeeded pays, or is refunded, or is in the log", () => {
    always((w, { reading }) => {
      if (reading?.status !== "succeeded") return;
      if (reading.returnedMinor === reading.amount.minor) return;
      const pays = w.t.money?.intentId === reading.intentId;
      const isRefunded = w.t.refunds.some((r) => r.intentId === reading.intentId);
      const noted = JSON.stringify(w.log).includes(`surplus payment ${reading.intentId}`);
      expect(pays || isRefunded || noted).toBe(true);
    });
  });

  test("it has a due time, or waits for Stripe or an operator in a state that says so", () => {
    const WAITS: ReadonlySet<TopUpState> = new Set(["processing", "refund_failed"]);
    always((w) => {
      if (isEnded(w.t)) return;
      const name = stateOf(w.t);
      const authorized = name === "in_review" && w.t.money === null;
      const dueTimes = Object.values(dueTimesOf(w.t, true, DEFAULT_TIMINGS));
      const moves = dueTimes.some((at) => at !== null);
      expect(moves || authorized || WAITS.has(name), name).toBe(true);
    });
  });
});

describe("whatever event follows", () => {
  test("the credit moves along its edges only", () => {
    const EDGES: Record<CreditKind, readonly CreditKind[]> = {
      none: ["granted"],
      granted: ["present", "revoking", "owed", "revoked", "none"],
      present: ["revoking"],
      revoking: ["revoked", "owed", "none"],
      revoked: ["owed", "none"],
      owed: ["revoked"],
    };
    atEachEvent((before, event, after) => {
      const [from, to] = [before.credit.kind, after.credit.kind];
      if (from !== to) expect(EDGES[from], `${from} to ${to} by ${event.type}`).toContain(to);
      // To none again: only by a re-drive out of parked, for a new generation.
      if (from !== to && to === "none") expect(event.type).toBe("Unparked");
    });
  });

  test("the decision to return is one-way, except for a re-drive out of parked", () => {
    atEachEvent((before, event, after) => {
      if (before.decision !== "return" || after.decision === "return") return;
      expect(event).toMatchObject({ type: "Unparked", to: "paid" });
    });
  });

  test("a refund is requested only while the credit is none, revoked or owed", () => {
    atEachEvent((before, event) => {
      if (event.type !== "RefundRequested" || event.row.purpose !== "return") return;
      expect(["none", "revoked", "owed"]).toContain(before.credit.kind);
      expect(before.decision).toBe("return");
    });
  });

  test("only a clean payment is granted, and each generation is credited once", () => {
    let generation = 0;
    atEachEvent((before, event, after) => {
      if (event.type === "TopUpRequested" || before.credit.generation === 0) generation = 0;
      if (event.type === "Granted") {
        expect(before.decision).toBe("deliver");
        expect(before.money).toMatchObject({
          wrong: false,
          disputed: false,
          refundedExternallyMinor: 0,
        });
        expect(after.credit.generation).toBe(before.credit.generation + 1);
      }
      if (event.type === "Credited") {
        expect(after.credit.generation).toBeGreaterThan(generation);
        generation = after.credit.generation;
      }
    });
  });

  test("the reasons operator and refunded externally stay", () => {
    atEachEvent((before, event) => {
      if (event.type !== "ResolvingReasonChanged") return;
      expect(["operator", "refunded_externally"]).not.toContain(before.resolving?.reason);
    });
  });

  test("no fence is used twice", () => {
    atEachEvent((before, event) => {
      if (event.type === "Claimed") expect(event.fence).toBeGreaterThan(before.drive.fence);
    });
  });
});

/** A refund that waits for our balance at Stripe: one row, its keys, its times, its finding. */
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import { hindranceOf } from "../../src/domain/refund/hindrance.ts";
import type { RefundOutcome, RefundRow } from "../../src/domain/refund/refund.ts";
import { keyNumberOf, waitsForBalance } from "../../src/domain/refund/short-balance.ts";
import { recordRefund } from "../../src/domain/top-up/decide/refund.ts";
import { tick } from "../../src/domain/top-up/decide/time.ts";
import { dueTimesOf } from "../../src/domain/top-up/due-times.ts";
import { GIVEN } from "./cells/given.ts";
import type { World } from "./cells/world.ts";

const rowOf = (w: World): RefundRow => w.t.refunds.at(-1) as RefundRow;
const answer = (w: World, outcome: RefundOutcome): World => {
  w.do((t, ctx) => recordRefund(t, { refundId: rowOf(w).refundId, outcome }, ctx));
  return w;
};
const short = (keyNumber: number): RefundOutcome => ({
  kind: "short_of_balance",
  keyNumber,
  text: "400",
});
const dueIn = (w: World) => (dueTimesOf(w.t, true, DEFAULT_TIMINGS).refundAt ?? 0) - w.now;

describe("a refund that our balance does not cover", () => {
  test("the top-up stays refunding; its row waits 1 h, 4 h, then daily, under new keys", () => {
    const w = GIVEN.RF();
    expect(keyNumberOf(rowOf(w))).toBe(1);
    const pauses = [1, 2, 3, 4].map((key) => {
      answer(w, short(key));
      expect([w.code, keyNumberOf(rowOf(w))]).toEqual(["RF", key + 1]);
      const pause = dueIn(w);
      w.later(pause);
      return pause;
    });
    expect(pauses).toEqual([HOUR_MS, 4 * HOUR_MS, DAY_MS, DAY_MS]);
    expect(w.t.refunds).toHaveLength(1);
  });

  test("silence uses up no key: the call may have made the refund", () => {
    const w = answer(GIVEN.RF(), short(1)).later(HOUR_MS);
    answer(w, { kind: "unknown", text: "no answer" });
    expect(keyNumberOf(rowOf(w))).toBe(2);
    expect(dueIn(w)).toBeLessThanOrEqual(MINUTE_MS);
  });

  test("a late answer about an old key counts nothing", () => {
    const w = answer(GIVEN.RF(), short(1));
    const before = w.t;
    expect(answer(w, short(1)).t).toBe(before);
  });

  test("after an hour a finding, also for a surplus row", () => {
    const w = answer(GIVEN.RF(), short(1));
    expect(w.t.findings).toEqual([]);
    w.later(HOUR_MS).do(tick);
    expect(w.t.findings).toEqual(["refund_waits_for_balance"]);
    expect(dueTimesOf(w.t, true, DEFAULT_TIMINGS).tickAt).toBeNull();
  });

  test("an operator's re-drive asks soon, but not on the heels of the last try", () => {
    const w = answer(GIVEN.RF(), short(1));
    const actor = { keyId: "key_1", person: "olga", name: "Olga" } as const;
    const redrive = { type: "OperatorActed", action: "redrive", actor, reason: "" } as const;
    w.apply([{ ...redrive, approval: null }]);
    expect(dueIn(w)).toBe(10 * MINUTE_MS);
  });

  test("then it succeeds: refunded, and nothing waits", () => {
    const w = answer(GIVEN.RF(), short(1)).later(HOUR_MS);
    answer(w, { kind: "succeeded", stripeRefundId: "re_1" });
    expect([w.code, waitsForBalance(rowOf(w))]).toEqual(["RD", false]);
  });

  test("only a final refusal fails it", () => {
    const w = answer(GIVEN.RF(), short(1)).later(HOUR_MS);
    answer(w, { kind: "refused", why: "other", text: "no" });
    expect(w.code).toBe("FF");
  });
});

test.each([
  ["requested", "balance", "balance"],
  ["pending", "insufficient_funds", "balance"],
  ["failed", "insufficient_funds", "balance"],
  ["pending", "charge_pending", "stripe"],
  ["failed", "lost_or_stolen_card", "card_gone"],
  ["failed", "expired_or_canceled_card", "card_gone"],
  ["failed", "declined", "bank"],
  ["failed", "unknown", "bank"],
  ["failed", "charge_for_pending_refund_disputed", "disputed"],
  ["requested", "disputed", "disputed"],
  ["requested", "no answer", null],
  ["pending", null, null],
  ["succeeded", "balance", null],
] as const)("a row that is %s with %s is held up by: %s", (state, problem, fault) => {
  expect(hindranceOf({ state, problem })).toBe(fault);
});

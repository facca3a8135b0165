import { describe, expect, test } from "vitest";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import {
  applyOutcome,
  isOpen,
  type RefundOutcome,
  type RefundRow,
} from "../../src/domain/refund/refund.ts";
import {
  backoffMs,
  cancelsOf,
  dueNotices,
  dueTimesOf,
  refundDue,
} from "../../src/domain/top-up/due-times.ts";
import { GIVEN } from "./cells/given.ts";
import { newRefund } from "./cells/refund-row.ts";
import { START } from "./cells/world.ts";

const HOUR = 3_600_000;
const rowIn = (state: RefundRow["state"], change: Partial<RefundRow> = {}): RefundRow => ({
  ...newRefund(
    {
      refundId: "rfd_1",
      intentId: "pi_1",
      amount: { minor: 1, currency: "usd" },
      purpose: "return",
    },
    START,
  ),
  state,
  ...change,
});
const OUTCOMES = {
  succeeded: { kind: "succeeded", stripeRefundId: "re_1" },
  pending: { kind: "pending", stripeRefundId: "re_1", reason: null },
  failed: { kind: "failed", stripeRefundId: "re_1", reason: "" },
  "refunded already": { kind: "refused", why: "already_refunded", text: "" },
  disputed: { kind: "refused", why: "disputed", text: "" },
  refused: { kind: "refused", why: "other", text: "" },
  unknown: { kind: "unknown", text: "" },
} satisfies Record<string, RefundOutcome>;
type Answer = keyof typeof OUTCOMES;

describe("a refund row", () => {
  const table: Record<RefundRow["state"], Record<Answer, RefundRow["state"] | null>> = {
    requested: {
      succeeded: "succeeded",
      pending: "pending",
      failed: "failed",
      "refunded already": "succeeded",
      disputed: null,
      refused: "failed",
      unknown: null,
    },
    pending: {
      succeeded: "succeeded",
      pending: null,
      failed: "failed",
      "refunded already": "succeeded",
      disputed: null,
      refused: "failed",
      unknown: null,
    },
    succeeded: {
      succeeded: null,
      pending: null,
      failed: "failed",
      "refunded already": null,
      disputed: null,
      refused: null,
      unknown: null,
    },
    failed: {
      succeeded: "succeeded",
      pending: null,
      failed: null,
      "refunded already": null,
      disputed: null,
      refused: null,
      unknown: null,
    },
  };
  const cells = Object.entries(table).flatMap(([state, row]) =>
    Object.entries(row).map(([answer, next]) => ({ state, answer, next })),
  );
  test.each(cells)("$state, then $answer: $next", ({ state, answer, next }) => {
    const row = rowIn(state as RefundRow["state"]);
    expect(applyOutcome(row, OUTCOMES[answer as Answer])).toBe(next);
  });
  test("is open while Stripe still has to answer", () => {
    const open = (["requested", "pending", "succeeded", "failed"] as const).filter((state) =>
      isOpen(rowIn(state)),
    );
    expect(open).toEqual(["requested", "pending"]);
  });
  test.each([
    ["requested, never tried: at once", rowIn("requested"), START],
    ["tried once", rowIn("requested", { tries: 1, lastTryAt: START }), START + 1000],
    ["tried often", rowIn("requested", { tries: 20, lastTryAt: START }), START + 60_000],
    [
      "blocked by a dispute: once a day",
      rowIn("requested", { tries: 1, lastTryAt: START, problem: "disputed" }),
      START + 24 * HOUR,
    ],
    ["pending", rowIn("pending", { tries: 1, lastTryAt: START }), START + HOUR],
    ["pending for long", rowIn("pending", { tries: 30, lastTryAt: START }), START + 24 * HOUR],
    ["succeeded", rowIn("succeeded", { lastTryAt: START }), null],
    ["failed", rowIn("failed", { lastTryAt: START }), null],
  ])("%s", (_what, row, due) => {
    expect(refundDue(row, DEFAULT_TIMINGS)).toBe(due);
  });
});

describe("when the driver acts", () => {
  test("tries are spaced 1, 2, 4 … 60 s", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map((n) => backoffMs(n, DEFAULT_TIMINGS));
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * 1000));
  });
  test("a paid one waits for its turn, but never longer than its longest wait", () => {
    const { t } = GIVEN.PD();
    expect(dueTimesOf(t, true, DEFAULT_TIMINGS).provisionAt).toBe(START);
    const waiting = dueTimesOf(t, false, DEFAULT_TIMINGS);
    expect(waiting.provisionAt).toBeNull();
    expect(waiting.tickAt).toBe(START + 600_000);
  });
  test("a claimed one is due again when its lease ends", () => {
    const w = GIVEN.PD();
    w.fence();
    expect(dueTimesOf(w.t, true, DEFAULT_TIMINGS).provisionAt).toBe(START + 15_000);
  });
  test("the intent of a canceling one is canceled at Stripe, at once", () => {
    const { t } = GIVEN.CN();
    expect(cancelsOf(t).map((c) => c.intentId)).toEqual(["pi_1"]);
    expect(dueTimesOf(t, true, DEFAULT_TIMINGS).cancelAt).toBe(START);
  });
  test("notices: the confirmation once credited, the refund notice once refunded", () => {
    expect(dueNotices(GIVEN.CD().t)).toEqual(["confirmation"]);
    expect(dueNotices(GIVEN.RF().t)).toEqual([]);
    expect(dueNotices(GIVEN.RD().t)).toEqual(["refund"]);
    expect(dueNotices(GIVEN.FF().t)).toEqual([]);
  });
  test("no notice for a bank that takes a minute; one notice for a bank that takes days", () => {
    const w = GIVEN.PR();
    expect(dueNotices(w.t)).toEqual(["processing"]);
    expect(dueTimesOf(w.t, true, DEFAULT_TIMINGS).noticeAt).toBe(w.t.since + 60_000);
    expect(dueNotices({ ...w.t, notices: w.t.notices.map((n) => ({ ...n, sent: true })) })).toEqual(
      [],
    );
    expect(dueNotices(GIVEN.AW().t)).toEqual([]);
  });
});

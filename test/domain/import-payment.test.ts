import { describe, expect, test } from "vitest";
import { encodeForCgrates } from "../../src/adapters/cgrates/encode.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import {
  importPayment,
  UNSOLD,
  type Unsold,
} from "../../src/domain/top-up/decide/import-payment.ts";
import type { Context } from "../../src/domain/top-up/decide/outcome.ts";
import { isMoving, stopWaiting } from "../../src/domain/top-up/decide/wait.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { evolve } from "../../src/domain/top-up/evolve/evolve.ts";
import { stateOf } from "../../src/domain/top-up/states.ts";
import type { TopUp, TopUpRequest } from "../../src/domain/top-up/top-up.ts";
import { request } from "../adapters/d1-log.ts";
import { GIVEN } from "./cells/given.ts";

const NOW = Date.UTC(2026, 10, 22);
const ctx: Context = {
  now: NOW,
  timings: DEFAULT_TIMINGS,
  nextTurn: 4,
  hasTurn: true,
  nextReferenceNumber: 1,
  serviceClosed: false,
  lastCreditedEndAt: null,
  returnedBuckets: new Set(),
  encode: encodeForCgrates,
};
const legacyRequest = (change: Partial<TopUpRequest> = {}): TopUpRequest => ({
  ...request(1),
  origin: "legacy",
  maxWaitMs: 5000,
  ...change,
});
const reading = (change: Partial<IntentReading> = {}): IntentReading => ({
  intentId: "pi_1",
  status: "succeeded",
  amount: legacyRequest().price,
  returnedMinor: 0,
  disputed: false,
  livemode: false,
  metadata: null,
  decline: null,
  method: null,
  risk: "normal",
  review: null,
  ...change,
});
const fold = (events: readonly TopUpEvent[] | null): TopUp | null =>
  (events ?? []).reduce<TopUp | null>((t, event) => evolve(t, event, NOW), null);
const imported = (
  change: Partial<IntentReading> = {},
  unsold: Unsold | null = null,
  asked: Partial<TopUpRequest> = {},
) => fold(importPayment(legacyRequest(asked), reading(change), ctx, unsold));

const EVERY: readonly TopUp[] = Object.values(GIVEN).map((given) => given().t);

describe("a payment that a caller made", () => {
  test("exact and clean: paid, with its place in the turn and its reference numbers", () => {
    const t = imported();
    expect(t && stateOf(t)).toBe("paid");
    expect(t).toMatchObject({ turn: 4, payingIntentId: "pi_1", money: { intentId: "pi_1" } });
    expect(t?.referenceNumbers).not.toBeNull();
    expect(t?.findings).toEqual([]);
  });

  test.each([
    ["a review open at Stripe", { review: { reviewId: "prv_1", state: "open" } }, null, {}],
    ["risk that the brand reviews", { risk: "elevated" }, null, { reviewsRisk: true }],
    ["part of it refunded", { returnedMinor: 1 }, null, {}],
    ["disputed", { disputed: true }, null, {}],
    ["disputed, service closed", { disputed: true }, "service_closed", {}],
    ["a request that does not fit, without a key", {}, "review", {}],
    ["a request that does not fit, disputed", { disputed: true }, "review", {}],
    ["above the limit", {}, null, { needsApproval: true }],
  ] as const)("%s: in review first", (_what, change, unsold, asked) => {
    const t = imported(change, unsold, asked);
    expect(t && stateOf(t)).toBe("in_review");
    expect(t?.money?.intentId).toBe("pi_1");
  });

  test.each(UNSOLD.filter((reason) => reason !== "review"))("%s: refunded at once", (reason) => {
    const t = imported({}, reason);
    expect(t && stateOf(t)).toBe("refunding");
    expect(t?.returnReason).toBe(reason);
    expect(t?.refunds).toMatchObject([{ intentId: "pi_1", amount: legacyRequest().price }]);
  });

  test("part of it refunded, and nothing can be sold: the rest is refunded", () => {
    const t = imported({ returnedMinor: 1000 }, "service_closed");
    expect(t?.refunds).toMatchObject([{ amount: { minor: legacyRequest().price.minor - 1000 } }]);
  });

  test.each([
    ["not paid", { status: "open" }],
    ["authorized only", { status: "authorized" }],
    ["another amount", { amount: { minor: 6999, currency: "usd" } }],
    ["another currency", { amount: { minor: 7000, currency: "eur" } }],
    ["refunded already", { returnedMinor: 7000 }],
  ] as const)("%s: the payment stays the caller's, no top-up is made", (_what, change) => {
    expect(imported(change)).toBeNull();
  });
});

describe("the time of a caller that waits is over", () => {
  test("an ungranted top-up is refunded; any other state stays", () => {
    for (const t of EVERY) {
      const legacy = { ...t, request: { ...t.request, origin: "legacy" as const } };
      const { events, answer } = stopWaiting(legacy, ctx);
      expect(answer.gaveUp, stateOf(t)).toBe(stateOf(t) === "paid");
      expect(events.length > 0, stateOf(t)).toBe(stateOf(t) === "paid");
    }
  });

  test("the reason says whether the OCS is silent or the top-up only late", () => {
    const t = imported();
    if (!t) throw new Error("not imported");
    const [late] = stopWaiting(t, ctx).events;
    expect(late).toMatchObject({ type: "ReturnDecided", reason: "waited_too_long" });
    const silent = { ...t, drive: { ...t.drive, firstFailedReadAt: NOW } };
    expect(stopWaiting(silent, ctx).events[0]).toMatchObject({ reason: "ocs_silent" });
  });

  test("a top-up of the portal keeps the time that its page has promised", () => {
    const t = imported({}, null, { origin: "portal" });
    expect(t && stopWaiting(t, ctx).events).toEqual([]);
  });

  test("a caller waits only for states that can change within seconds", () => {
    const moving = EVERY.filter(isMoving).map(stateOf);
    expect([...new Set(moving)].sort()).toEqual(["crediting", "paid", "resolving"]);
  });
});

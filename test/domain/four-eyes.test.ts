/** An order by one operator, its approval by another (decision 24). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ApprovalId, approvalId, topUpOfApproval } from "../../src/domain/base/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import type { OperatorRef } from "../../src/domain/operator/operator-key.ts";
import type { ApprovableAction } from "../../src/domain/top-up/approval-request.ts";
import { approveOrder, needsApproval, orderAct } from "../../src/domain/top-up/decide/approval.ts";
import { closeRequest } from "../../src/domain/top-up/decide/close-request.ts";
import { confirmCredited, refundTopUp } from "../../src/domain/top-up/decide/people.ts";
import { recordManualRefund } from "../../src/domain/top-up/decide/refund.ts";
import { GIVEN, type Given } from "./cells/given.ts";
import { TOP_UP_ID, type World } from "./cells/world.ts";

const usd = (minor: number) => ({ minor, currency: "usd" });
const NEVER = usd(Number.MAX_SAFE_INTEGER);
const key = (n: number) => `key_${String(n).padStart(26, "0")}` as const;
const OLGA: OperatorRef = { keyId: key(1), person: "olga", name: "Olga" };
const OLGAS_PHONE: OperatorRef = { ...OLGA, keyId: key(2) };
const OLGAS_KEY_LENT: OperatorRef = { keyId: OLGA.keyId, person: "felix", name: "Felix" };
const FELIX: OperatorRef = { keyId: key(3), person: "felix", name: "Felix" };

function decided(w: World, action: ApprovableAction) {
  const ctx = w.context();
  if (action === "refund") return refundTopUp(w.t, ctx);
  if (action === "confirm") return confirmCredited(w.t, w.present(), ctx);
  return recordManualRefund(w.t, { reference: "IBAN" });
}
function orders(w: World, action: ApprovableAction, actor = OLGA, limit = usd(0)) {
  const reference = action === "manual_refund" ? "IBAN" : null;
  const act = { action, actor, reason: "called", reference };
  return w.do((t, ctx) => orderAct(t, act, limit, decided(w, action), ctx));
}
function approves(w: World, actor: OperatorRef, id: ApprovalId = approvalId(TOP_UP_ID, 1)) {
  return w.do((t, ctx) =>
    approveOrder(t, { approvalId: id, actor }, ({ action }) => decided(w, action), ctx),
  );
}
type How = Parameters<typeof closeRequest>[1]["how"];
function closes(w: World, how: How, actor: OperatorRef, n = 1) {
  const closing = { approvalId: approvalId(TOP_UP_ID, n), how, actor, reason: "a mistake" };
  return w.do((t, ctx) => closeRequest(t, closing, ctx));
}
const acts = (w: World) => w.log.filter(({ type }) => type === "OperatorActed");

describe("which orders need an approval", () => {
  test.each([
    ["PD", "refund", 7000, false],
    ["PD", "refund", 6999, true],
    ["CR", "refund", 6999, true],
    ["RS", "confirm", 7000, false],
    ["RS", "confirm", 6999, true],
    ["PK", "refund", Number.MAX_SAFE_INTEGER, true],
    ["FF", "refund", Number.MAX_SAFE_INTEGER, true],
    ["FF", "manual_refund", Number.MAX_SAFE_INTEGER, true],
    ["AW", "refund", 0, false],
  ] as const)("%s, %s, with the limit %i: %s", (given, action, limit, needs) => {
    const { t } = GIVEN[given]();
    const price = t.money?.received.minor ?? t.request.price.minor;
    const scaled = Math.min(Number.MAX_SAFE_INTEGER, limit === 0 ? 0 : limit - 7000 + price);
    expect(needsApproval(t, action, usd(scaled))).toBe(needs);
  });

  test("in another currency than the limit's nothing says that it is below", () => {
    const { t } = GIVEN.PD();
    expect(needsApproval(t, "refund", { ...NEVER, currency: "eur" })).toBe(true);
  });
});

describe("an order that needs an approval", () => {
  test("changes nothing but the request, and another person's approval carries it out", () => {
    const w = GIVEN.PD();
    const asked = orders(w, "refund");
    expect(asked).toMatchObject({
      kind: "approval_needed",
      request: { approvalId: `apr_${TOP_UP_ID.slice(4)}_1`, state: "paid", actor: OLGA },
    });
    expect([w.code, acts(w)]).toEqual(["PD", []]);
    expect(approves(w, FELIX)).toEqual({ kind: "done" });
    expect(w.code).toBe("RF");
    expect(acts(w)).toMatchObject([
      { action: "refund", actor: OLGA, reason: "called", approval: { actor: FELIX } },
    ]);
  });

  test("below the limit it is carried out at once", () => {
    const w = GIVEN.PD();
    expect(orders(w, "refund", OLGA, NEVER)).toEqual({ kind: "done" });
    expect(acts(w)).toMatchObject([{ actor: OLGA, approval: null }]);
  });

  test.each([
    ["the same order", "refund", OLGA],
    ["another person's", "refund", FELIX],
  ] as const)("is not carried out by a looser limit while it waits: %s", (_what, action, actor) => {
    const w = GIVEN.PD();
    orders(w, "refund");
    expect(orders(w, action, actor, NEVER)).toMatchObject({ kind: "approval_needed" });
    expect([w.code, acts(w)]).toEqual(["PD", []]);
    w.later(DAY_MS);
    expect(orders(w, action, actor, NEVER)).toEqual({ kind: "done" });
  });

  test("that the table refuses is refused at once, and no approval is asked for", () => {
    const w = GIVEN.PD();
    expect(orders(w, "confirm")).toEqual({ kind: "refused", code: "wrong_state" });
    expect(w.t.fourEyes.waits).toBeNull();
  });

  test("the same again is the same request; another takes its place", () => {
    const w = GIVEN.PD();
    const first = orders(w, "refund");
    w.later(MINUTE_MS);
    expect(orders(w, "refund")).toEqual(first);
    expect(orders(w, "refund", OLGAS_PHONE)).toEqual(first);
    expect(orders(w, "refund", FELIX)).toMatchObject({
      request: { approvalId: approvalId(TOP_UP_ID, 2), actor: FELIX },
    });
    expect(approves(w, FELIX)).toEqual({ kind: "refused", code: "approval_overtaken" });
    expect(approves(w, OLGA, approvalId(TOP_UP_ID, 2))).toEqual({ kind: "done" });
  });

  test("expires after a day, and can be ordered again", () => {
    const w = GIVEN.PK();
    orders(w, "refund");
    w.later(DAY_MS - 1);
    const early = w.t;
    expect(approves(w, OLGA)).toEqual({ kind: "refused", code: "second_approver_needed" });
    expect(w.t).toEqual(early);
    w.later(1);
    expect(approves(w, FELIX)).toEqual({ kind: "refused", code: "approval_expired" });
    expect(orders(w, "refund")).toMatchObject({
      request: { approvalId: approvalId(TOP_UP_ID, 2) },
    });
    expect(approves(w, FELIX, approvalId(TOP_UP_ID, 2))).toEqual({ kind: "done" });
  });

  test.each([
    ["state", (w: World) => w.apply([{ type: "ReviewBegan", reason: "dispute" }])],
    [
      "amount",
      (w: World) =>
        w.apply([{ type: "RefundedExternally", refundedExternallyMinor: 1, disputed: false }]),
    ],
  ])("is overtaken when the %s is no longer what was seen", (_what, change) => {
    const w = GIVEN.PD();
    orders(w, "refund");
    change(w);
    expect(approves(w, FELIX)).toEqual({ kind: "refused", code: "approval_overtaken" });
    expect(acts(w)).toEqual([]);
  });

  test("once: the same approval again changes nothing, another's is overtaken", () => {
    const w = GIVEN.FF();
    orders(w, "refund");
    expect(approves(w, FELIX)).toEqual({ kind: "done" });
    const after = w.t;
    expect(approves(w, FELIX)).toEqual({ kind: "done" });
    expect(approves(w, { keyId: key(9), person: "hana", name: "Hana" })).toMatchObject({
      code: "approval_overtaken",
    });
    expect(w.t).toEqual(after);
  });

  test("a confirmation is decided by the reading of the approval, not of the order", () => {
    const w = GIVEN.RS();
    expect(orders(w, "confirm")).toMatchObject({ kind: "approval_needed" });
    const id = approvalId(TOP_UP_ID, 1);
    const blind = w.do((t, ctx) =>
      approveOrder(
        t,
        { approvalId: id, actor: FELIX },
        () => confirmCredited(t, w.absent(), ctx),
        ctx,
      ),
    );
    expect(blind).toEqual({ kind: "refused", code: "evidence_needed" });
    expect(approves(w, FELIX)).toEqual({ kind: "done" });
    expect(w.code).toBe("CD");
  });

  test("no other id is found", () => {
    const w = GIVEN.PD();
    orders(w, "refund");
    for (const n of [0, 2]) {
      expect(approves(w, FELIX, approvalId(TOP_UP_ID, n))).toMatchObject({ code: "not_found" });
    }
    expect(topUpOfApproval(approvalId(TOP_UP_ID, 1))).toBe(TOP_UP_ID);
    expect(topUpOfApproval("apr_1")).toBeNull();
  });
});

describe("whatever one person tries", () => {
  type Try = { act: ApprovableAction | "approve"; who: number; n: number; laterMs: number };
  const tries = fc.array(
    fc.record<Try>({
      act: fc.constantFrom("refund", "confirm", "manual_refund", "approve", "approve"),
      who: fc.nat({ max: 1 }),
      n: fc.integer({ min: 1, max: 4 }),
      laterMs: fc.constantFrom(0, MINUTE_MS, DAY_MS),
    }),
    { maxLength: 12 },
  );
  const states = fc.constantFrom<Given>("PD", "CR", "RS", "PK", "FF");
  /** Runs the tries of these keys; the number of orders that were carried out. */
  function carriedOut(given: Given, list: readonly Try[], keys: readonly OperatorRef[]): number {
    const w = GIVEN[given]();
    const before = acts(w).length;
    for (const { act, who, n, laterMs } of list) {
      w.later(laterMs);
      const actor = keys[who % keys.length] ?? OLGA;
      if (act === "approve") approves(w, actor, approvalId(TOP_UP_ID, n));
      else orders(w, act, actor);
    }
    return acts(w).length - before;
  }

  test.each([
    ["one key", [OLGA]],
    ["two keys of the same person", [OLGA, OLGAS_PHONE]],
    ["one key in two names", [OLGA, OLGAS_KEY_LENT]],
  ])("with %s nothing that needs an approval is ever carried out", (_what, keys) => {
    fc.assert(
      fc.property(states, tries, (given, list) => carriedOut(given, list, keys) === 0),
      { numRuns: 2000 },
    );
  });

  test("two people can: the property above is not empty", () => {
    let passed = 0;
    fc.assert(
      fc.property(states, tries, (given, list) => {
        passed += carriedOut(given, list, [OLGA, FELIX]);
      }),
      { numRuns: 2000 },
    );
    expect(passed).toBeGreaterThan(50);
  });
});

describe("an order that waits is closed, and nothing of it happens", () => {
  test.each([
    ["retracted", OLGAS_PHONE],
    ["rejected", FELIX],
  ] as const)("%s; the log has who and why, and it cannot be approved", (how, actor) => {
    const w = GIVEN.PD();
    orders(w, "refund");
    expect(closes(w, how, actor)).toEqual({ kind: "done" });
    expect([w.code, acts(w), w.t.fourEyes.waits]).toEqual(["PD", [], null]);
    const line = { type: "RequestClosed", how, actor, reason: "a mistake" };
    expect(w.log.at(-1)).toMatchObject(line);
    expect(approves(w, FELIX)).toEqual({ kind: "refused", code: "approval_overtaken" });
    const { length } = w.log;
    expect(closes(w, how, actor), "the same again").toEqual({ kind: "done" });
    expect(w.log).toHaveLength(length);
    expect(orders(w, "refund")).toMatchObject({
      request: { approvalId: approvalId(TOP_UP_ID, 2) },
    });
    expect(closes(w, how, actor)).toEqual({ kind: "done" });
    expect(w.t.fourEyes.waits, "the newer one still waits").not.toBeNull();
  });

  test.each([
    ["retracted", FELIX, "not_found", 0],
    ["rejected", OLGA, "second_approver_needed", 0],
    ["rejected", OLGAS_PHONE, "second_approver_needed", 0],
    ["rejected", FELIX, "approval_expired", DAY_MS],
    ["retracted", OLGA, "approval_expired", DAY_MS],
  ] as const)("not %s by %j: %s", (how, actor, code, later) => {
    const w = GIVEN.PD();
    orders(w, "refund");
    w.later(later);
    const before = w.t;
    expect(closes(w, how, actor)).toEqual({ kind: "refused", code });
    expect(closes(w, how, actor, 2)).toEqual({ kind: "refused", code: "not_found" });
    expect(w.t).toEqual(before);
  });

  test("not after another order took its place, or the state changed", () => {
    const w = GIVEN.PD();
    orders(w, "refund");
    orders(w, "refund", FELIX);
    expect(closes(w, "retracted", OLGA)).toEqual({ kind: "refused", code: "approval_overtaken" });
    approves(w, OLGA, approvalId(TOP_UP_ID, 2));
    expect(closes(w, "retracted", FELIX, 2)).toEqual({
      kind: "refused",
      code: "approval_overtaken",
    });
  });
});

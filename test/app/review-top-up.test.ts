/** An operator approves or rejects what is in review, and sales that wait for approval. */
import { describe, expect, test } from "vitest";
import { approveOrder } from "../../src/app/operator/approve-order.ts";
import { approveTopUp } from "../../src/app/operator/approve-top-up.ts";
import { rejectTopUp } from "../../src/app/operator/reject-top-up.ts";
import { actOnEvent } from "../../src/app/payment/act-on-event.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import { brandOf } from "../fixtures/brands.ts";
import { customer, operator, WEBHOOK } from "./actors.ts";
import { codeOf, intentOf, openTopUp, refTo } from "./journeys.ts";
import { NOW, TestBackend } from "./test-backend.ts";

const olga = operator("olga");
const otto = operator("otto");
const given = { reason: "the customer is known" };
const OPEN = { review: { reviewId: "prv_1", state: "open" } } as const;

async function paid(change: Partial<IntentReading>, backend = new TestBackend()) {
  const opened = await openTopUp(backend);
  const intentId = intentOf(opened);
  backend.stripe.pay(intentId);
  backend.stripe.change(intentId, change);
  await syncTopUp(backend.ports, customer(), refTo(opened));
  const ref = refTo(opened);
  const state = async () => (await backend.object.port.getTopUp(ref))?.state;
  const event = (type: string) =>
    actOnEvent(backend.ports, WEBHOOK, {
      id: "evt_1",
      type,
      createdAt: NOW,
      livemode: false,
      intentId,
      metadata: null,
      refund: null,
    });
  return { backend, ref, intentId, state, event };
}

describe("risk", () => {
  test("elevated: delivered, and recorded with the payment", async () => {
    const { backend, ref, state } = await paid({ risk: "elevated" });
    expect(await state()).toBe("paid");
    expect((await backend.object.port.loadTopUp(ref))?.money?.risk).toBe("elevated");
  });

  test("elevated, and the brand reviews it: in review", async () => {
    const backend = new TestBackend();
    backend.brand = brandOf({ riskReview: "review" });
    expect(await (await paid({ risk: "elevated" }, backend)).state()).toBe("in_review");
  });
});

describe("a review at Stripe", () => {
  test("opened by webhook: what is not granted waits; approved there: it goes on", async () => {
    const { backend, intentId, state, event } = await paid({});
    backend.stripe.change(intentId, OPEN);
    await event("review.opened");
    expect(await state()).toBe("in_review");
    await backend.stripe.approveReview("prv_1");
    await event("review.closed");
    expect(await state()).toBe("paid");
  });

  test("refunded there: refunded here, without a refund of ours", async () => {
    const { backend, intentId, state, event } = await paid(OPEN);
    const closed = { reviewId: "prv_1", state: "closed" } as const;
    backend.stripe.change(intentId, { returnedMinor: 7000, review: closed });
    await event("review.closed");
    expect(await state()).toBe("refunded");
    expect(backend.stripe.refunds.size).toBe(0);
  });
});

describe("an operator", () => {
  test("approves: it goes on, and the review at Stripe is approved as well", async () => {
    const { backend, ref, intentId, state } = await paid(OPEN);
    expect(await approveTopUp(backend.ports, olga, { ...ref, ...given })).toMatchObject({
      ok: true,
      value: { kind: "done" },
    });
    expect(await state()).toBe("paid");
    expect(backend.stripe.intents.get(intentId)?.review?.state).toBe("approved");
  });

  test("approves, and Stripe does not answer to that: it goes on all the same", async () => {
    const { backend, ref, state } = await paid(OPEN);
    backend.stripe.failNext = "approveReview";
    await approveTopUp(backend.ports, olga, { ...ref, ...given });
    expect(await state()).toBe("paid");
  });

  test("cannot approve what was disputed a moment ago: the payment is read again", async () => {
    const { backend, ref, intentId, state } = await paid(OPEN);
    backend.stripe.change(intentId, { disputed: true });
    expect(codeOf(await approveTopUp(backend.ports, olga, { ...ref, ...given }))).toBe(
      "wrong_state",
    );
    expect(await state()).toBe("in_review");
  });

  test("rejects: refunded", async () => {
    const { backend, ref, state } = await paid(OPEN);
    await rejectTopUp(backend.ports, olga, { ...ref, ...given });
    expect(await state()).toBe("refunding");
  });

  test("above the limit another person has to agree; then Stripe's review is approved", async () => {
    const { backend, ref, intentId, state } = await paid(OPEN);
    backend.brand = brandOf({ approvalAbove: { usd: 6999 } });
    const ordered = await approveTopUp(backend.ports, olga, { ...ref, ...given });
    if (!ordered.ok || ordered.value.kind !== "approval_needed") throw new Error("it was done");
    expect(await state()).toBe("in_review");
    const { approvalId } = ordered.value.request;
    const alone = await approveOrder(backend.ports, olga, { ...ref, approvalId });
    expect(codeOf(alone)).toBe("second_approver_needed");
    await approveOrder(backend.ports, otto, { ...ref, approvalId });
    expect(await state()).toBe("paid");
    expect(backend.stripe.intents.get(intentId)?.review?.state).toBe("approved");
  });

  test("refunded between the order and its approval, unseen: nothing is delivered", async () => {
    const { backend, ref, intentId, state } = await paid(OPEN);
    backend.brand = brandOf({ approvalAbove: { usd: 6999 } });
    const ordered = await approveTopUp(backend.ports, olga, { ...ref, ...given });
    if (!ordered.ok || ordered.value.kind !== "approval_needed") throw new Error("it was done");
    backend.stripe.change(intentId, { returnedMinor: 7000 });
    const { approvalId } = ordered.value.request;
    const approved = await approveOrder(backend.ports, otto, { ...ref, approvalId });
    expect(approved.ok).toBe(false);
    expect(await state()).toBe("refunded");
  });

  test.each([
    ["approves", approveTopUp, "awaiting_payment"],
    ["rejects", rejectTopUp, "canceled"],
  ] as const)("%s a sale above the limit", async (_what, useCase, after) => {
    const backend = new TestBackend();
    backend.brand = brandOf({ approvalAbove: { usd: 6999 } });
    const opened = await openTopUp(backend);
    const ref = refTo(opened);
    await useCase(backend.ports, olga, { ...ref, ...given });
    expect((await backend.object.port.getTopUp(ref))?.state).toBe(after);
  });
});

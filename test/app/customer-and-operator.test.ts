import { describe, expect, test } from "vitest";
import { refOf } from "../../src/app/base/actor.ts";
import type { TopUpRef } from "../../src/app/base/top-up-ref.ts";
import { confirmCredited } from "../../src/app/operator/confirm-credited.ts";
import { findTopUp } from "../../src/app/operator/find-top-up.ts";
import { getEvidence } from "../../src/app/operator/get-evidence.ts";
import { listUnresolved } from "../../src/app/operator/list-unresolved.ts";
import { recordManualRefund } from "../../src/app/operator/record-manual-refund.ts";
import { redriveTopUp } from "../../src/app/operator/redrive-top-up.ts";
import { refundTopUp } from "../../src/app/operator/refund-top-up.ts";
import { cancelTopUp } from "../../src/app/payment/cancel-top-up.ts";
import { getTopUp } from "../../src/app/payment/get-top-up.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import { requestRefund } from "../../src/app/refund/request-refund.ts";
import { customer, operator } from "./actors.ts";
import { codeOf, intentOf, openTopUp, refTo } from "./journeys.ts";
import { NOW, SERVICE_ID, TestBackend } from "./test-backend.ts";

const UNKNOWN: TopUpRef = { serviceId: SERVICE_ID, topUpId: `top_${"9".repeat(26)}` };
const kim = operator("kim");
const given = { reason: "the customer called" };

async function paid() {
  const backend = new TestBackend();
  const opened = await openTopUp(backend);
  backend.stripe.pay(intentOf(opened));
  await syncTopUp(backend.ports, customer(), refTo(opened));
  return { backend, opened, ref: refTo(opened) };
}

describe("the browser says it has paid", () => {
  test("Stripe is asked, and the object is told", async () => {
    const { backend, ref } = await paid();
    expect((await backend.object.port.getTopUp(ref))?.state).toBe("paid");
  });

  test("it had not: the state stays", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    expect(await syncTopUp(backend.ports, customer(), refTo(opened))).toMatchObject({
      ok: true,
      value: { upToDate: true, view: { state: "awaiting_payment" } },
    });
  });

  test("the object knows already: Stripe is not asked again", async () => {
    const { backend, ref } = await paid();
    backend.stripe.calls.length = 0;
    expect((await syncTopUp(backend.ports, customer(), ref)).ok).toBe(true);
    expect(backend.stripe.calls).toEqual([]);
  });

  test("Stripe is silent: the present state, which may be behind", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    backend.stripe.silent = true;
    expect(await syncTopUp(backend.ports, customer(), refTo(opened))).toMatchObject({
      ok: true,
      value: { upToDate: false, view: { state: "awaiting_payment" } },
    });
  });

  test("no such top-up", async () => {
    expect(codeOf(await syncTopUp(new TestBackend().ports, customer(), UNKNOWN))).toBe("not_found");
  });
});

describe("the customer", () => {
  test("gives up before paying: only Stripe's answer makes it true", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    expect(await cancelTopUp(backend.ports, customer(), refTo(opened))).toMatchObject({
      ok: true,
      value: { state: "canceling" },
    });
  });

  test("cannot give up what is paid; the refusal names the state", async () => {
    const { backend, ref } = await paid();
    expect(await cancelTopUp(backend.ports, customer(), ref)).toMatchObject({
      ok: false,
      error: { code: "wrong_state", state: "paid" },
    });
  });

  test("asks for a refund while nothing is granted", async () => {
    const { backend, ref } = await paid();
    expect(await requestRefund(backend.ports, customer(), ref)).toMatchObject({
      ok: true,
      value: { state: "refunding" },
    });
  });

  test("cannot have a refund of what was never paid", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    expect(codeOf(await requestRefund(backend.ports, customer(), refTo(opened)))).toBe(
      "wrong_state",
    );
  });

  test("changes only what the same session made: the link has many holders", async () => {
    const { backend, ref } = await paid();
    const other = customer(`ses_${"1".repeat(26)}`);
    expect(codeOf(await requestRefund(backend.ports, other, ref))).toBe("not_yours");
    expect(codeOf(await cancelTopUp(backend.ports, other, ref))).toBe("not_yours");
    expect(await getTopUp(backend.ports, other, ref)).toMatchObject({
      value: { view: { state: "paid" }, own: false },
    });
  });

  test("knows no such top-up", async () => {
    const { ports } = new TestBackend();
    expect(codeOf(await requestRefund(ports, customer(), UNKNOWN))).toBe("not_found");
    expect(codeOf(await cancelTopUp(ports, customer(), UNKNOWN))).toBe("not_found");
  });
});

describe("the operator", () => {
  test("sees our log, and OCS and Stripe as read now", async () => {
    const { backend, ref } = await paid();
    const reads = backend.ocsReads;
    expect(await getEvidence(backend.ports, kim, ref)).toMatchObject({
      ok: true,
      value: {
        view: { state: "paid" },
        ocs: { kind: "account", at: NOW },
        stripe: { status: "succeeded" },
      },
    });
    expect(backend.ocsReads).toBe(reads + 1);
    expect(backend.logged.at(-1)).toEqual({
      level: "info",
      event: "evidence_read",
      fields: { ...ref, actor: kim.keyId },
    });
  });

  test("sees that Stripe is silent, and everything else", async () => {
    const { backend, ref } = await paid();
    backend.stripe.silent = true;
    expect(await getEvidence(backend.ports, kim, ref)).toMatchObject({
      ok: true,
      value: { stripe: { unreadable: "stripe: no answer" } },
    });
  });

  test("refunds what is not granted, and who and why are in the log", async () => {
    const { backend, ref } = await paid();
    expect(await refundTopUp(backend.ports, kim, { ...ref, ...given })).toMatchObject({
      ok: true,
      value: { kind: "done", view: { state: "refunding" } },
    });
    const known = await backend.object.port.getEvidence(ref);
    expect(known?.log.find((row) => row.type === "OperatorActed")?.body).toMatchObject({
      actor: refOf(kim),
      reason: "the customer called",
    });
  });

  test("needs a reason for everything that acts", async () => {
    const { backend, ref } = await paid();
    const order = { ...ref, ...given, reason: " " };
    const useCases = [confirmCredited, refundTopUp, redriveTopUp];
    for (const useCase of useCases)
      expect(codeOf(await useCase(backend.ports, kim, order))).toBe("reason_needed");
    expect(
      codeOf(await recordManualRefund(backend.ports, kim, { ...order, reference: "IBAN" })),
    ).toBe("reason_needed");
  });

  test("a manual refund names its way, and is of what Stripe could not refund", async () => {
    const { backend, ref } = await paid();
    const order = { ...ref, ...given, reference: "IBAN" };
    expect(codeOf(await recordManualRefund(backend.ports, kim, order))).toBe("wrong_state");
    expect(codeOf(await recordManualRefund(backend.ports, kim, { ...order, reference: "" }))).toBe(
      "invalid_request",
    );
  });

  test("cannot confirm what was never granted", async () => {
    const { backend, ref } = await paid();
    expect(codeOf(await confirmCredited(backend.ports, kim, { ...ref, ...given }))).toBe(
      "wrong_state",
    );
  });

  test("cannot confirm without a reading that shows the bucket", async () => {
    const { backend, ref } = await paid();
    const claim = await backend.object.port.claimTopUp(ref);
    if (claim.kind !== "grant") throw new Error(`not to be granted: ${claim.kind}`);
    const { fence } = claim;
    await backend.object.port.grantCredit({ ...ref, fence, reading: backend.reading });
    await refundTopUp(backend.ports, kim, { ...ref, ...given });
    expect(codeOf(await confirmCredited(backend.ports, kim, { ...ref, ...given }))).toBe(
      "evidence_needed",
    );
  });

  test("redrives an unpaid top-up: Stripe is read again, and its payment is found", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    const ref = refTo(opened);
    await cancelTopUp(backend.ports, customer(), ref);
    backend.stripe.pay(intentOf(opened));
    expect(await redriveTopUp(backend.ports, kim, { ...ref, ...given })).toMatchObject({
      ok: true,
      value: { state: "paid" },
    });
  });

  test("lists what is unresolved, and finds the service of a top-up", async () => {
    const { backend, ref } = await paid();
    const row = { ...ref, state: "parked", since: NOW, findings: ["loss"] };
    backend.unresolved = [row];
    expect(await listUnresolved(backend.ports, kim, { limit: 10 })).toEqual({
      ok: true,
      value: { topUps: [row], deployment: [] },
    });
    const found = await findTopUp(backend.ports, kim, { topUpId: ref.topUpId });
    expect(found).toEqual({ ok: true, value: { serviceId: SERVICE_ID } });
    expect(backend.logged.slice(-2)).toMatchObject([
      { event: "unresolved_listed", fields: { actor: kim.keyId, count: 1 } },
      { event: "top_up_found", fields: { actor: kim.keyId, ...ref } },
    ]);
    expect(codeOf(await findTopUp(backend.ports, kim, { intentId: "pi_other" }))).toBe("not_found");
  });

  test("knows no such top-up", async () => {
    const { ports } = new TestBackend();
    expect(codeOf(await getEvidence(ports, kim, UNKNOWN))).toBe("not_found");
    expect(codeOf(await redriveTopUp(ports, kim, { ...UNKNOWN, ...given }))).toBe("not_found");
  });
});

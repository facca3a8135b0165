import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TopUp, TopUpRequest } from "../../src/domain/top-up/top-up.ts";
import { request } from "../adapters/d1-log.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { accountWith, paid, requestInput } from "./support/requests.ts";
import { until } from "./support/until.ts";
import {
  failD1,
  fetchWorker,
  freshMember,
  loseMessages,
  objectOf,
  stripe,
} from "./support/world.ts";

const OK = { result: "OK", status: 200 };
let member: CastMember;
beforeEach(async () => {
  member = await freshMember();
});
afterEach(() => vi.restoreAllMocks());

/** The caller's own page takes 70.00 for this service, and names it in the metadata. */
async function paidByCaller(): Promise<string> {
  const { id } = await stripe<{ id: string }>("POST", "/v1/payment_intents", {
    amount: "7000",
    currency: "usd",
    "automatic_payment_methods[enabled]": "true",
    "metadata[imsi]": member.service.imsi ?? "",
  });
  await stripe("POST", `/v1/payment_intents/${id}/confirm`, {
    payment_method: "pm_card_visa",
    return_url: "https://caller.example/done",
  });
  return id;
}
async function callLegacy(payment_intent_id: string) {
  const { serviceUuid: service_uuid, imsi } = member.service;
  const answer = await fetchWorker("/oam/topup_dongle", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ service_uuid, imsi, days: 7, payment_intent_id, topup_amount: 70 }),
  });
  return (await answer.json()) as { result: string; provision_id: number };
}

describe("a legacy call, from the caller's payment to the days at the OCS", () => {
  test("it is credited during the call; a repeated call gets the same answer; the view has it", async () => {
    const intentId = await paidByCaller();
    const first = await callLegacy(intentId);
    expect(first).toMatchObject({ ...OK, payment_intent_id: intentId });
    expect(await callLegacy(intentId)).toEqual(first);
    const query = "SELECT * FROM hotspot_topup WHERE payment_intent_id = ?";
    const row = await until(() => env.LEDGER_1.prepare(query).bind(intentId).first());
    expect(row).toMatchObject({ status: "Success", days: 7, topup_amount: "70.00" });
    expect(row?.hotspot_topup_id).toBe(first.provision_id);
  });

  test("two identical calls at once: one top-up, and both get its answer", async () => {
    const intentId = await paidByCaller();
    const [a, b] = await Promise.all([callLegacy(intentId), callLegacy(intentId)]);
    expect(a).toMatchObject(OK);
    expect(b).toEqual(a);
    expect(await openTopUpsOf(member)).toHaveLength(1);
  });

  test("D1 writes no binding: 503, the object has no top-up, and a later call works", async () => {
    const intentId = await paidByCaller();
    const repair = failD1();
    expect(await callLegacy(intentId)).toMatchObject({ result: "Failed", status: 503 });
    repair();
    expect(await openTopUpsOf(member)).toEqual([]);
    expect(await callLegacy(intentId)).toMatchObject(OK);
  });
});

const openTopUpsOf = async (member: CastMember) => {
  const { openTopUps } = await objectOf(member).getOverview({ sessionId: null });
  return openTopUps;
};
const endOf = (known: { topUp: TopUp } | null) => known?.topUp.credit.grant?.endAt ?? 0;

describe("waiting in the object", () => {
  beforeEach(() => {
    // No message reaches a queue: the tests act as the consumer.
    loseMessages();
  });
  const imported = async () => {
    const asked: TopUpRequest = { ...request(1, member), origin: "legacy", maxWaitMs: 60_000 };
    const { request: fresh, payer } = await requestInput(member);
    const { topUpId } = fresh;
    const ours = { ...asked, topUpId, payer: fresh.payer };
    const reading = paid({ request: ours });
    const input = { request: ours, payer, reading, closed: false, unsold: null };
    return { topUpId, input, view: await objectOf(member).importPayment(input) };
  };

  test("given there is no such top-up: null at once", async () => {
    const waited = await objectOf(member).waitFor({
      topUpId: (await requestInput(member)).request.topUpId,
      waitMs: 1,
    });
    expect(waited).toBeNull();
  });

  test("given the payment is imported twice: the first top-up stays", async () => {
    const { topUpId, input, view } = await imported();
    expect(view).toMatchObject({ topUpId, state: "paid" });
    const again = await objectOf(member).importPayment({
      ...input,
      request: { ...input.request, quantity: 30 },
    });
    expect(again).toMatchObject({ topUpId, state: "paid", quantity: 7 });
  });

  test("given it is credited meanwhile: the commit that ends it answers every waiting call", async () => {
    const object = objectOf(member);
    const { topUpId } = await imported();
    const waits = [object, object].map((each) => each.waitFor({ topUpId, waitMs: 60_000 }));
    const { fence } = (await object.claimTopUp({ topUpId })) as { fence: number };
    await object.grantCredit({ topUpId, fence, reading: accountWith({}) });
    const known = await object.getEvidence({ topUpId });
    const there = accountWith({ [topUpId]: endOf(known) });
    const write = { kind: "answered", text: "OK" } as const;
    await object.recordEvidence({ topUpId, fence, write, reading: there });
    for (const waited of await Promise.all(waits)) {
      expect(waited).toMatchObject({ view: { state: "credited" } });
      expect(waited?.referenceNumbers?.provisionId).toBeGreaterThan(1_000_000);
    }
  });

  test("given nothing is granted when the time is up: the payment is being refunded", async () => {
    const { topUpId } = await imported();
    const waited = await objectOf(member).waitFor({ topUpId, waitMs: 1 });
    const back = { state: "refunding", returnReason: "waited_too_long" };
    expect(waited).toMatchObject({ view: back });
  });

  test("given it is granted when the time is up: it goes on", async () => {
    const object = objectOf(member);
    const { topUpId } = await imported();
    const { fence } = (await object.claimTopUp({ topUpId })) as { fence: number };
    await object.grantCredit({ topUpId, fence, reading: accountWith({}) });
    const waited = await object.waitFor({ topUpId, waitMs: 1 });
    expect(waited).toMatchObject({ view: { state: "crediting" } });
  });
});

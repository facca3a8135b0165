import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TopUp, TopUpRequest } from "../../src/domain/top-up/state.ts";
import { request } from "../adapters/d1-log.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { order, paid, shows } from "./support/orders.ts";
import { failD1, knock, loseMessages, objectOf, someone, stripe } from "./support/world.ts";

const OK = { result: "OK", status: 200 };
let member: CastMember;
beforeEach(async () => {
  member = await someone();
});
afterEach(() => vi.restoreAllMocks());

/** The caller's own page takes 70.00 for this service. */
async function taken(): Promise<string> {
  const { id } = await stripe<{ id: string }>("POST", "/v1/payment_intents", {
    ...{ amount: "7000", currency: "usd", "automatic_payment_methods[enabled]": "true" },
    "metadata[imsi]": member.service.imsi ?? "",
  });
  await stripe("POST", `/v1/payment_intents/${id}/confirm`, {
    ...{ payment_method: "pm_card_visa", return_url: "https://caller.example/done" },
  });
  return id;
}
async function callDoor(payment_intent_id: string) {
  const { serviceUuid: service_uuid, imsi } = member.service;
  const answer = await knock("/oam/topup_dongle", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ service_uuid, imsi, days: 7, payment_intent_id, topup_amount: 70 }),
  });
  return (await answer.json()) as { result: string; provision_id: number };
}

describe("an older system's call, from its own payment to the days at the OCS", () => {
  test("credited while it waits; again: the same answer; the table knows it", async () => {
    const intentId = await taken();
    const first = await callDoor(intentId);
    expect(first).toMatchObject({ ...OK, payment_intent_id: intentId });
    expect(await callDoor(intentId)).toEqual(first);
    const query = "SELECT * FROM hotspot_topup WHERE payment_intent_id = ?";
    const row = await vi.waitUntil(() => env.DB.prepare(query).bind(intentId).first(), 10_000);
    expect(row).toMatchObject({ status: "Success", days: 7, topup_amount: "70.00" });
    expect(row?.hotspot_topup_id).toBe(first.provision_id);
  });

  test("two identical calls at once: one top-up, one answer", async () => {
    const intentId = await taken();
    const [a, b] = await Promise.all([callDoor(intentId), callDoor(intentId)]);
    expect(a).toMatchObject(OK);
    expect(b).toEqual(a);
    expect(await runningOf(member)).toHaveLength(1);
  });

  test("D1 takes no claim: 503, the object never heard of it, and later it works", async () => {
    const intentId = await taken();
    const repair = failD1();
    expect(await callDoor(intentId)).toMatchObject({ result: "Failed", status: 503 });
    repair();
    expect(await runningOf(member)).toEqual([]);
    expect(await callDoor(intentId)).toMatchObject(OK);
  });
});

const runningOf = async (member: CastMember) => {
  const { running } = await objectOf(member).overview({ sessionId: null });
  return running;
};
const endOf = (known: { topUp: TopUp } | null) => known?.topUp.credit.grant?.endAt ?? 0;

describe("waiting in the object", () => {
  beforeEach(() => {
    // Nobody consumes: the tests are the consumer.
    loseMessages();
  });
  const adopted = async () => {
    const asked: TopUpRequest = { ...request(1, member), origin: "legacy", maxWaitMs: 60_000 };
    const { topUpId } = order(member).request;
    const ours = { ...asked, topUpId };
    const reading = paid({ idempotencyKey: "", inputHash: "", again: true, request: ours });
    const input = { request: ours, reading, closed: false };
    return { topUpId, input, view: await objectOf(member).adoptPayment(input) };
  };

  test("given nothing is there: no answer to wait for", async () => {
    const waited = await objectOf(member).waitFor({
      topUpId: order(member).request.topUpId,
      waitMs: 1,
    });
    expect(waited).toBeNull();
  });

  test("given it is adopted twice: the first one stays", async () => {
    const { topUpId, input, view } = await adopted();
    expect(view).toMatchObject({ topUpId, name: "paid" });
    const again = await objectOf(member).adoptPayment({
      ...input,
      request: { ...input.request, quantity: 30 },
    });
    expect(again).toMatchObject({ topUpId, name: "paid", quantity: 7 });
  });

  test("given it is credited meanwhile: the commit that ends it answers everybody", async () => {
    const object = objectOf(member);
    const { topUpId } = await adopted();
    const waits = [object, object].map((each) => each.waitFor({ topUpId, waitMs: 60_000 }));
    const { fence } = (await object.claim({ topUpId })) as { fence: number };
    await object.grant({ topUpId, fence, reading: shows({}) });
    const known = await object.evidence({ topUpId });
    const there = shows({ [topUpId]: endOf(known) });
    const write = { kind: "answered", text: "OK" } as const;
    await object.record({ topUpId, fence, write, reading: there });
    for (const waited of await Promise.all(waits)) {
      expect(waited).toMatchObject({ view: { name: "credited" } });
      expect(waited?.handles?.provisionId).toBeGreaterThan(1_000_000);
    }
  });

  test("given nothing is granted when the time is up: the money is on its way back", async () => {
    const { topUpId } = await adopted();
    const waited = await objectOf(member).waitFor({ topUpId, waitMs: 1 });
    const back = { name: "refunding", returnReason: "waited_too_long" };
    expect(waited).toMatchObject({ view: back });
  });

  test("given it is granted when the time is up: it takes its course", async () => {
    const object = objectOf(member);
    const { topUpId } = await adopted();
    const { fence } = (await object.claim({ topUpId })) as { fence: number };
    await object.grant({ topUpId, fence, reading: shows({}) });
    const waited = await object.waitFor({ topUpId, waitMs: 1 });
    expect(waited).toMatchObject({ view: { name: "crediting" } });
  });
});

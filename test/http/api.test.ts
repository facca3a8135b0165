import { describe, expect, test } from "vitest";
import * as contract from "../../src/contract/api.ts";
import { FakeDoors, ORIGIN, problemOf } from "./fake-doors.ts";
import { intentOf, KEY, pathOf, payBody, pressPay } from "./journey.ts";

const OTHER = { Cookie: `et_session=ses_${"1".repeat(26)}` };

describe("the journey over the API", () => {
  test("every answer is what the contract says", async () => {
    const doors = new FakeDoors();
    const service = contract.serviceView.parse(await (await doors.call("/api/service")).json());
    const asked = { service_token: service.service_token, quantity: 7 };
    const quoted = await doors.post("/api/quotes", { ...asked, offer_id: service.offers[0]!.id });
    expect(contract.quoteView.parse(await quoted.json()).amount.minor).toBe(7000);
    const created = contract.topUpCreated.parse(await pressPay(doors));
    expect(created.url).toBe(`${ORIGIN}/t/${created.top_up.service_id}/${created.top_up.id}`);
    const read = await doors.call(pathOf(created));
    expect(contract.topUpView.parse(await read.json()).state).toBe("awaiting_payment");
  });

  test("pay, settle, and the page's top-up is paid", async () => {
    const doors = new FakeDoors();
    const created = await pressPay(doors);
    doors.house.stripe.pay(intentOf(created));
    const settled = await doors.post(`${pathOf(created)}/settle`, "");
    expect(await settled.json()).toMatchObject({ state: "paid" });
  });

  test("a double click: 200 and the same top-up; another session gets no secret", async () => {
    const doors = new FakeDoors();
    const body = await payBody(doors);
    const first = await (await doors.post("/api/top-ups", body, KEY)).json();
    const again = await doors.post("/api/top-ups", body, KEY);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
    const other = await doors.post("/api/top-ups", body, { ...KEY, ...OTHER });
    expect(await other.json()).toMatchObject({ client_secret: null });
  });

  test("cancel, and money back while it waits", async () => {
    const doors = new FakeDoors();
    const created = await pressPay(doors);
    const refused = await problemOf(await doors.post(`${pathOf(created)}/refund`));
    expect(refused).toMatchObject({ code: "wrong_state", state: "awaiting_payment" });
    const canceled = await doors.post(`${pathOf(created)}/cancel`);
    expect(await canceled.json()).toMatchObject({ state: "lapsing" });
  });

  test("by link from any address", async () => {
    const doors = new FakeDoors();
    const link = encodeURIComponent(await doors.house.link());
    const elsewhere = { headers: { "CF-Connecting-IP": "198.51.100.1" } };
    expect((await doors.call(`/api/service?link=${link}`, elsewhere)).status).toBe(200);
  });

  test("a socket upgrade goes to the object of the service", async () => {
    const doors = new FakeDoors();
    const created = await pressPay(doors);
    const path = `${pathOf(created)}/socket`;
    await doors.call(path, { headers: { Upgrade: "websocket" } });
    const { id, service_id } = created.top_up;
    expect(doors.sockets).toEqual([{ serviceId: service_id, topUpId: id }]);
    expect((await problemOf(await doors.call(path))).errors).toMatchObject([{ field: "Upgrade" }]);
  });
});

describe("refusals of the API", () => {
  test.each([
    ["service_not_identified", 404, "/api/service", { "CF-Connecting-IP": "198.51.100.1" }],
    ["link_invalid", 404, "/api/service?link=forged", {}],
    ["not_found", 404, `/api/top-ups/svc_${"0".repeat(26)}/top_${"9".repeat(26)}`, {}],
    ["not_found", 404, "/api/top-ups/not-a-service/not-a-top-up", {}],
    ["not_found", 404, "/api/nothing", { Accept: "text/html" }],
  ])("%s", async (code, status, path, headers) => {
    const answer = await new FakeDoors().call(path, { headers });
    expect(answer.status).toBe(status);
    expect(await problemOf(answer)).toMatchObject({ code, status });
  });

  test("an id that cannot be one wakes no object", async () => {
    const doors = new FakeDoors();
    for (const verb of ["settle", "cancel", "refund"]) {
      const answer = await doors.post(`/api/top-ups/svc_x/top_y/${verb}`);
      expect(await problemOf(answer)).toMatchObject({ code: "not_found" });
    }
    expect(doors.house.object.calls).toEqual([]);
  });

  test("price_changed carries the present price and a quote", async () => {
    const doors = new FakeDoors();
    const body = { ...(await payBody(doors)), amount: { minor: 1, currency: "usd" } };
    const refused = await problemOf(await doors.post("/api/top-ups", body, KEY));
    expect(refused).toMatchObject({ code: "price_changed", price: { minor: 7000 } });
    expect(refused.quote).toMatch(/\./);
  });

  test("a silent Stripe: 503 with Retry-After, and the same key works later", async () => {
    const doors = new FakeDoors();
    const body = await payBody(doors);
    doors.house.stripe.silent = true;
    const refused = await doors.post("/api/top-ups", body, KEY);
    expect(refused.headers.get("Retry-After")).toBe("5");
    expect(await problemOf(refused)).toMatchObject({ code: "payment_system_unavailable" });
    doors.house.stripe.silent = false;
    expect((await doors.post("/api/top-ups", body, KEY)).ok).toBe(true);
  });

  test("top_up_open: 409 with Retry-After 2 and the top-up in the way", async () => {
    const doors = new FakeDoors();
    const created = await pressPay(doors);
    const body = await payBody(doors);
    doors.house.stripe.silent = true;
    const next = { "Idempotency-Key": "key-00000002" };
    const refused = await doors.post("/api/top-ups", body, next);
    expect(refused.headers.get("Retry-After")).toBe("2");
    const why = { code: "top_up_open", top_up: created.top_up.id };
    expect(await problemOf(refused)).toMatchObject(why);
  });

  test("a money-back of what is credited has no door yet", async () => {
    const doors = new FakeDoors();
    const created = await pressPay(doors);
    doors.house.stripe.pay(intentOf(created));
    await doors.post(`${pathOf(created)}/settle`);
    const ref = { topUpId: created.top_up.id };
    const { port } = doors.house.object;
    const claim = await port.claim(ref);
    if (claim.kind !== "deliver") throw new Error(claim.kind);
    const reading = doors.house.reading;
    await port.grant({ ...ref, fence: claim.fence, reading });
    const grant = (await port.evidence(ref))?.topUp.credit.grant;
    if (!grant || reading.kind !== "account") throw new Error("not granted");
    const { bucketId: id, endAt } = grant;
    const ours = { uuid: "u2", id, balanceType: "*data", value: 1, endAt, disabled: false };
    const seen = { ...reading, buckets: [...reading.buckets, ours] };
    const write = { kind: "answered", text: "OK" } as const;
    await port.record({ ...ref, fence: claim.fence, write, reading: seen });
    const refused = await problemOf(await doors.post(`${pathOf(created)}/refund`));
    expect(refused).toMatchObject({ code: "not_available", state: "credited" });
  });
});

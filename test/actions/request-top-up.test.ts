import { describe, expect, test } from "vitest";
import { requestTopUp } from "../../src/actions/request-top-up.ts";
import { money } from "../../src/domain/money.ts";
import { account, FakeHouse, NOW } from "./fake-house.ts";
import { ANNA, codeOf, intentOf, open, SESSION, wish } from "./journeys.ts";

const OTHER = `ses_${"1".repeat(26)}`;
describe("Pay is pressed", () => {
  test("a top-up, one intent of exactly the price, and its client secret", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    expect(opened).toMatchObject({ created: true, clientSecret: `${intentOf(opened)}_secret` });
    expect(opened.view).toMatchObject({ name: "awaiting_payment", quantity: 7 });
    expect(house.stripe.made).toMatchObject([
      { amount: { minor: 7000, currency: "usd" }, mark: { topUpId: opened.view.topUpId } },
    ]);
  });

  test("a reading younger than 60 s saves the OCS a call; an older one does not", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    house.object.lastReading = account(2, NOW - 59_000);
    await requestTopUp(house.ports, asked);
    expect(house.ocsReads).toBe(1);
    house.object.lastReading = account(2, NOW - 60_000);
    await requestTopUp(house.ports, { ...asked, idempotencyKey: "key-00000002" });
    expect(house.ocsReads).toBe(2);
  });

  test("above the limit a person agrees first: no intent, no secret", async () => {
    const house = new FakeHouse();
    house.approvalAbove = money(6999, "usd");
    const opened = await open(house);
    expect(opened).toMatchObject({ clientSecret: null, view: { name: "awaiting_approval" } });
    expect(house.stripe.made).toEqual([]);
  });

  test("a limit in another currency cannot be compared: a person looks", async () => {
    const house = new FakeHouse();
    house.approvalAbove = money(1_000_000, "aud");
    expect((await open(house)).view.name).toBe("awaiting_approval");
  });
});

describe("the same key again", () => {
  test("given register and OCS down, the same top-up and the same secret", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    const first = await requestTopUp(house.ports, asked);
    house.registerDown = true;
    house.reading = { kind: "unreadable", at: NOW, why: "timeout" };
    const again = await requestTopUp(house.ports, asked);
    expect(again).toEqual(first.ok && { ok: true, value: { ...first.value, created: false } });
    expect(house.stripe.made).toHaveLength(1);
  });

  test("from another session: the state, no secret, no change of the address", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    await requestTopUp(house.ports, asked);
    const customer = { ...ANNA, email: "eve@example.com" };
    const again = await requestTopUp(house.ports, { ...asked, sessionId: OTHER, customer });
    expect(again).toMatchObject({
      ok: true,
      value: { clientSecret: null, view: { emailMasked: "a…a@example.com" } },
    });
  });

  test("with a corrected address: the receipt goes there", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    await requestTopUp(house.ports, asked);
    const customer = { ...ANNA, email: "right@example.com" };
    const again = await requestTopUp(house.ports, { ...asked, customer });
    expect(again).toMatchObject({ ok: true, value: { view: { emailMasked: "r…t@example.com" } } });
  });

  test("for another quantity: a conflict, and nothing is made", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    await requestTopUp(house.ports, asked);
    const other = { ...asked, quantity: 8, amount: { minor: 8000, currency: "usd" } };
    expect(codeOf(await requestTopUp(house.ports, other))).toBe("key_conflict");
    expect(house.stripe.made).toHaveLength(1);
  });

  test("twice at once: one top-up, one intent", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    const both = await Promise.all([1, 2].map(() => requestTopUp(house.ports, asked)));
    const ids = new Set(both.map((r) => r.ok && r.value.view.topUpId));
    expect(ids.size).toBe(1);
    expect(house.stripe.made).toHaveLength(1);
  });

  test("after it lapsed: a new key is needed", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    const opened = await requestTopUp(house.ports, asked);
    if (!opened.ok) throw new Error("not opened");
    house.stripe.change(intentOf(opened.value), { status: "canceled" });
    const reading = house.stripe.intents.get(intentOf(opened.value))!;
    await house.object.port.recordPayment({ reading, rebuild: null });
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe("new_key_needed");
  });

  test("after it was paid: the present state, and nothing to pay", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    const opened = await requestTopUp(house.ports, asked);
    if (!opened.ok) throw new Error("not opened");
    house.stripe.pay(intentOf(opened.value));
    const reading = house.stripe.intents.get(intentOf(opened.value))!;
    await house.object.port.recordPayment({ reading, rebuild: null });
    expect(await requestTopUp(house.ports, asked)).toMatchObject({
      ok: true,
      value: { clientSecret: null, created: false, view: { name: "paid" } },
    });
  });
});

describe("Stripe is silent", () => {
  test("nothing was charged; the same key repeats safely", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    house.stripe.silent = true;
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe("payment_system_unavailable");
    house.stripe.silent = false;
    expect((await requestTopUp(house.ports, asked)).ok).toBe(true);
    expect(house.stripe.made).toHaveLength(1);
  });

  test("the intent was made and the answer got lost: the same intent is found again", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    house.stripe.loseNextAnswer = true;
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe("payment_system_unavailable");
    const again = await requestTopUp(house.ports, asked);
    expect(again.ok && again.value.clientSecret).toMatch(/^pi_att_.*_secret$/);
    expect(house.stripe.made).toHaveLength(1);
  });
});

describe("another top-up of this session is open", () => {
  test("it is cancelled at Stripe, and the new one goes on", async () => {
    const house = new FakeHouse();
    const first = await open(house);
    const second = await open(house, { idempotencyKey: "key-00000002" });
    expect(second.clientSecret).not.toBeNull();
    expect(house.stripe.intents.get(intentOf(first))?.status).toBe("canceled");
  });

  test("it had been paid: that is the answer, and nothing more is charged", async () => {
    const house = new FakeHouse();
    const first = await open(house);
    house.stripe.pay(intentOf(first));
    const second = await requestTopUp(
      house.ports,
      await wish(house, { idempotencyKey: "key-00000002" }),
    );
    expect(second).toMatchObject({
      ok: false,
      error: { code: "already_paid", topUpId: first.view.topUpId, serviceId: first.view.serviceId },
    });
    expect(house.stripe.made).toHaveLength(1);
  });

  test("Stripe does not say whether it is cancelled: try again in two seconds", async () => {
    const house = new FakeHouse();
    await open(house);
    const asked = await wish(house, { idempotencyKey: "key-00000002" });
    house.stripe.silent = true;
    expect(await requestTopUp(house.ports, asked)).toMatchObject({
      ok: false,
      error: { code: "top_up_open", retryAfterSeconds: 2 },
    });
  });

  test("another session's open top-up is left alone", async () => {
    const house = new FakeHouse();
    const first = await open(house);
    await open(house, { idempotencyKey: "key-00000002", sessionId: OTHER });
    expect(house.stripe.intents.get(intentOf(first))?.status).toBe("open");
  });
});

describe("an intent that came too late", () => {
  test("the top-up was cancelled meanwhile: so is the intent, no secret leaves", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    const create = house.stripe.createIntent.bind(house.stripe);
    house.stripe.createIntent = async (input) => {
      const made = await create(input);
      await house.object.port.cancelTopUp({ topUpId: input.mark.topUpId, sessionId: SESSION });
      return made;
    };
    expect(await requestTopUp(house.ports, asked)).toMatchObject({
      ok: true,
      value: { clientSecret: null, view: { name: "unpaid" } },
    });
    expect([...house.stripe.intents.values()][0]?.status).toBe("canceled");
  });
});

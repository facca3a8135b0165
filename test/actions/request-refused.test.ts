import { describe, expect, test } from "vitest";
import { moneyBack } from "../../src/actions/money-back.ts";
import { requestTopUp } from "../../src/actions/request-top-up.ts";
import { signServiceToken } from "../../src/actions/service-token.ts";
import { settleTopUp } from "../../src/actions/settle-top-up.ts";
import { account, dongle, FakeHouse, NOW, offer } from "./fake-house.ts";
import { codeOf, intentOf, look, open, refTo, SESSION, wish } from "./journeys.ts";

/** What would be wrong to see after a refusal. */
function untouched(house: FakeHouse): void {
  expect(house.stripe.calls).toEqual([]);
  expect(house.object.calls).not.toContain("requestTopUp");
}

describe("the server's price", () => {
  test.each([
    ["forged", async () => "forged"],
    ["of another service", (h: FakeHouse) => sign(h, { serviceId: "svc_other" })],
    ["of another offer", (h: FakeHouse) => sign(h, { offerId: "off_other" })],
    ["without a table", (h: FakeHouse) => sign(h, { tiers: null })],
  ])("a quote that is %s is refused", async (_how, make) => {
    const house = new FakeHouse();
    const asked = await wish(house, { quote: await make(house) });
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe("quote_invalid");
    untouched(house);
  });

  test("an offer that is no longer sold is refused", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    house.offers = [];
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe("quote_invalid");
  });

  test("an amount that is not the price: the present price and a fresh quote", async () => {
    const house = new FakeHouse();
    const asked = await wish(house, { amount: { minor: 1, currency: "usd" } });
    const refused = await requestTopUp(house.ports, asked);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: "price_changed", price: { minor: 7000, currency: "usd" } },
    });
    untouched(house);
    const quote = refused.ok ? "" : (refused.error.quote ?? "");
    const right = { ...asked, quote, amount: { minor: 7000, currency: "usd" } };
    expect((await requestTopUp(house.ports, right)).ok).toBe(true);
  });

  test("a price that rose while the quote holds: the quoted price is charged", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    house.offers = [{ ...offer, unitMinor: 2000 }];
    expect((await requestTopUp(house.ports, asked)).ok).toBe(true);
    expect(house.stripe.made[0]?.amount.minor).toBe(7000);
  });

  test("a price that rose after the quote ended is shown, never charged silently", async () => {
    const house = new FakeHouse();
    const asked = await wish(house);
    house.offers = [{ ...offer, unitMinor: 2000 }];
    const late = await afterQuote(house, asked);
    expect(await requestTopUp(house.ports, late)).toMatchObject({
      ok: false,
      error: { code: "price_changed", price: { minor: 14_000, currency: "usd" } },
    });
  });

  test("a quote that ended over an unchanged price is fine", async () => {
    const house = new FakeHouse();
    const late = await afterQuote(house, await wish(house));
    expect((await requestTopUp(house.ports, late)).ok).toBe(true);
  });

  test("a quantity outside the offer: the field is named", async () => {
    const house = new FakeHouse();
    const asked = await wish(house, { quantity: 31 });
    expect(await requestTopUp(house.ports, asked)).toMatchObject({
      ok: false,
      error: { code: "invalid_request", errors: [{ field: "quantity" }] },
    });
  });
});

describe("nothing can be paid that could not be delivered", () => {
  test.each([
    [
      "balance_unreadable",
      (h: FakeHouse) => {
        h.reading = { kind: "unreadable", at: NOW, why: "timeout" };
      },
    ],
    [
      "service_suspended",
      (h: FakeHouse) => {
        h.service = { ...dongle, status: "suspended" };
      },
    ],
    [
      "service_on_hold",
      (h: FakeHouse) => {
        h.object.onHold = true;
      },
    ],
    [
      "nothing_to_sell",
      (h: FakeHouse) => {
        h.reading = account(null);
      },
    ],
    [
      "beyond_horizon",
      (h: FakeHouse) => {
        h.reading = account(395);
      },
    ],
  ])("%s: neither the object nor Stripe is asked for anything", async (code, given) => {
    const house = new FakeHouse();
    const asked = await wish(house);
    given(house);
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe(code);
    untouched(house);
  });

  test("a forged service token: nothing is asked of anybody", async () => {
    const house = new FakeHouse();
    const asked = await wish(house, { serviceToken: "forged" });
    house.object.calls.length = 0;
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe("service_token_invalid");
    expect(house.object.calls).toEqual([]);
  });
});

describe("a second payment minutes after the first (row P10)", () => {
  const MINUTE = 60_000;
  async function paidJustNow() {
    const house = new FakeHouse();
    const first = await open(house);
    house.stripe.pay(intentOf(first));
    await settleTopUp(house.ports, refTo(first));
    const second = await wish(house, {
      idempotencyKey: "key-00000002",
      sessionId: `ses_${"2".repeat(26)}`,
    });
    return { house, first, second };
  }

  test("is asked about first, on whatever device; the first top-up is named", async () => {
    const { house, first, second } = await paidJustNow();
    expect(await requestTopUp(house.ports, second)).toMatchObject({
      ok: false,
      error: { code: "paid_recently", topUpId: first.view.topUpId },
    });
    expect(house.stripe.made).toHaveLength(1);
  });

  test("a yes goes on", async () => {
    const { house, second } = await paidJustNow();
    expect((await requestTopUp(house.ports, { ...second, again: true })).ok).toBe(true);
  });

  test("eleven minutes later nobody is asked", async () => {
    const { house } = await paidJustNow();
    house.now += 11 * MINUTE;
    const later = await wish(house, { idempotencyKey: "key-00000003" });
    expect((await requestTopUp(house.ports, later)).ok).toBe(true);
  });

  test("nobody is asked about a payment that went back", async () => {
    const { house, first, second } = await paidJustNow();
    expect((await moneyBack(house.ports, refTo(first))).ok).toBe(true);
    expect((await requestTopUp(house.ports, second)).ok).toBe(true);
  });

  test("who only typed a number is asked about own payments alone", async () => {
    const { house, second } = await paidJustNow();
    const serviceToken = await typedToken(house);
    const stranger = { ...second, serviceToken };
    expect((await requestTopUp(house.ports, stranger)).ok).toBe(true);
    // Nor does an own open top-up that makes room first bring somebody else's to light.
    const other = await wish(house, { quantity: 2, amount: { minor: 2000, currency: "usd" } });
    const again = { ...other, serviceToken, idempotencyKey: "key-00000009" };
    const { sessionId } = stranger;
    const answer = await requestTopUp(house.ports, { ...again, sessionId });
    expect(JSON.stringify(answer)).not.toContain("paid_recently");
  });
});

describe("who only typed a number (row R3)", () => {
  test("does not get the service's label back with the top-up", async () => {
    const house = new FakeHouse();
    house.service = { ...dongle, label: "Anna Ng - 61412345678" };
    const asked = await wish(house, { serviceToken: await typedToken(house) });
    const opened = await requestTopUp(house.ports, asked);
    expect(opened.ok && opened.value.view.serviceLabel).toBe("…5678");
    expect(house.stripe.made[0]?.description).not.toContain("Anna");
  });

  test("cannot shut the shop for the holder with unpaid top-ups", async () => {
    const house = new FakeHouse();
    const serviceToken = await typedToken(house);
    const asked = async (n: number) =>
      requestTopUp(house.ports, {
        ...(await wish(house)),
        serviceToken,
        idempotencyKey: `stranger-${n}`,
        sessionId: `ses_${String(n).padStart(26, "0")}`,
      });
    for (let n = 1; n <= 5; n++) expect((await asked(n)).ok).toBe(true);
    expect(codeOf(await asked(6))).toBe("too_many_requests");
    expect((await requestTopUp(house.ports, await wish(house))).ok).toBe(true);
  });
});

describe("where the law asks for a ticked sentence", () => {
  test("nothing is asked of anybody without it; with it, its wording is kept", async () => {
    const house = new FakeHouse();
    house.withdrawalConsent = "withdrawal-1";
    const asked = await wish(house);
    expect(codeOf(await requestTopUp(house.ports, asked))).toBe("consent_needed");
    untouched(house);
    const opened = await requestTopUp(house.ports, { ...asked, consent: true });
    if (!opened.ok) throw new Error(opened.error.code);
    const kept = await house.object.port.evidence({ topUpId: opened.value.view.topUpId });
    expect(kept?.topUp.request.consent).toBe("withdrawal-1");
  });
});

function typedToken(house: FakeHouse): Promise<string> {
  const identifiedBy = { method: "typed", ip: null, linkId: null } as const;
  return signServiceToken(house.ports, { serviceId: dongle.id, identifiedBy });
}

function sign(house: FakeHouse, change: Record<string, unknown>): Promise<string> {
  return house.ports.signer.sign("quote", {
    serviceId: dongle.id,
    offerId: offer.id,
    currency: "usd",
    unitMinor: 1,
    tiers: [],
    exp: NOW / 1000 + 900,
    ...change,
  });
}

/** The same wish with a new identification, 16 minutes later. */
async function afterQuote(house: FakeHouse, asked: Awaited<ReturnType<typeof wish>>) {
  house.now += 16 * 60_000;
  return { ...asked, serviceToken: (await look(house)).service_token, sessionId: SESSION };
}

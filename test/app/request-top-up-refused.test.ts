import { describe, expect, test } from "vitest";
import { identify } from "../../src/app/identification/identify.ts";
import { signServiceToken } from "../../src/app/identification/service-token.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import { requestRefund } from "../../src/app/refund/request-refund.ts";
import { quote } from "../../src/app/sale/quote.ts";
import { brandOf } from "../fixtures/brands.ts";
import { customer } from "./actors.ts";
import {
  codeOf,
  getServiceView,
  intentOf,
  openTopUp,
  pressPay,
  refTo,
  requestInput,
  SESSION,
} from "./journeys.ts";
import {
  account,
  dongle,
  IP,
  NOW,
  OFFER_ID,
  offer,
  SERVICE_ID,
  TestBackend,
} from "./test-backend.ts";

/** What would be wrong to see after a refusal. */
function untouched(backend: TestBackend): void {
  expect(backend.stripe.calls).toEqual([]);
  expect(backend.object.calls).not.toContain("requestTopUp");
}

describe("the server's price", () => {
  test.each([
    ["forged", async () => "forged"],
    ["of another service", (h: TestBackend) => sign(h, { serviceId: "svc_other" })],
    ["of another offer", (h: TestBackend) => sign(h, { offerId: "off_other" })],
    ["without a table", (h: TestBackend) => sign(h, { tiers: null })],
  ])("a quote that is %s is refused", async (_how, make) => {
    const backend = new TestBackend();
    const asked = await requestInput(backend, { quote: await make(backend) });
    expect(codeOf(await pressPay(backend, asked))).toBe("quote_invalid");
    untouched(backend);
  });

  test("an offer that is no longer sold is refused", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.offers = [];
    expect(codeOf(await pressPay(backend, asked))).toBe("quote_invalid");
  });

  test("an amount that is not the price: the present price and a fresh quote", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend, { amount: { minor: 1, currency: "usd" } });
    const refused = await pressPay(backend, asked);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: "price_changed", price: { minor: 7000, currency: "usd" } },
    });
    untouched(backend);
    const quote = refused.ok ? "" : (refused.error.quote ?? "");
    const right = { ...asked, quote, amount: { minor: 7000, currency: "usd" } };
    expect((await pressPay(backend, right)).ok).toBe(true);
  });

  test("a price that rose while the quote holds: the quoted price is charged", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.offers = [{ ...offer, unitMinor: 2000 }];
    expect((await pressPay(backend, asked)).ok).toBe(true);
    expect(backend.stripe.created[0]?.amount.minor).toBe(7000);
  });

  test("a price that rose after the quote ended is shown, never charged silently", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.offers = [{ ...offer, unitMinor: 2000 }];
    const late = await afterQuote(backend, asked);
    expect(await pressPay(backend, late)).toMatchObject({
      ok: false,
      error: { code: "price_changed", price: { minor: 14_000, currency: "usd" } },
    });
  });

  test("a quote that ended over an unchanged price is fine", async () => {
    const backend = new TestBackend();
    const late = await afterQuote(backend, await requestInput(backend));
    expect((await pressPay(backend, late)).ok).toBe(true);
  });

  test("a quantity outside the offer: the field is named", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend, { quantity: 31 });
    expect(await pressPay(backend, asked)).toMatchObject({
      ok: false,
      error: { code: "invalid_request", errors: [{ field: "quantity" }] },
    });
  });
});

describe("nothing can be paid that could not be provisioned", () => {
  test.each([
    [
      "balance_unreadable",
      (h: TestBackend) => {
        h.reading = { kind: "unreadable", at: NOW, why: "timeout" };
      },
    ],
    [
      "service_suspended",
      (h: TestBackend) => {
        h.service = { ...dongle, status: "suspended" };
      },
    ],
    [
      "nothing_to_sell",
      (h: TestBackend) => {
        h.reading = account(null);
      },
    ],
    [
      "beyond_horizon",
      (h: TestBackend) => {
        h.reading = account(395);
      },
    ],
  ])("%s: neither the object nor Stripe is asked for anything", async (code, given) => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    given(backend);
    expect(codeOf(await pressPay(backend, asked))).toBe(code);
    untouched(backend);
  });

  test("a forged service token: neither register nor OCS is asked", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend, { serviceToken: "forged" });
    backend.object.calls.length = 0;
    expect(codeOf(await pressPay(backend, asked))).toBe("service_token_invalid");
    expect(backend.object.calls).toEqual([]);
  });
});

describe("a second payment minutes after the first (row P10)", () => {
  const MINUTE = 60_000;
  async function paidJustNow() {
    const backend = new TestBackend();
    const first = await openTopUp(backend);
    backend.stripe.pay(intentOf(first));
    await syncTopUp(backend.ports, customer(), refTo(first));
    const second = await requestInput(backend, {
      idempotencyKey: "key-00000002",
      sessionId: `ses_${"2".repeat(26)}`,
    });
    return { backend, first, second };
  }

  test("the customer is asked first, on every device; the first top-up is named", async () => {
    const { backend, first, second } = await paidJustNow();
    expect(await pressPay(backend, second)).toMatchObject({
      ok: false,
      error: { code: "paid_recently", topUpId: first.view.topUpId },
    });
    expect(backend.stripe.created).toHaveLength(1);
  });

  test("a yes goes on", async () => {
    const { backend, second } = await paidJustNow();
    expect((await pressPay(backend, { ...second, allowRepeat: true })).ok).toBe(true);
  });

  test("eleven minutes later the customer is not asked", async () => {
    const { backend } = await paidJustNow();
    backend.now += 11 * MINUTE;
    const later = await requestInput(backend, { idempotencyKey: "key-00000003" });
    expect((await pressPay(backend, later)).ok).toBe(true);
  });

  test("the customer is not asked about a refunded payment", async () => {
    const { backend, first, second } = await paidJustNow();
    expect((await requestRefund(backend.ports, customer(), refTo(first))).ok).toBe(true);
    expect((await pressPay(backend, second)).ok).toBe(true);
  });

  test("a customer who typed the number is asked about own payments alone", async () => {
    const { backend, second } = await paidJustNow();
    const serviceToken = await typedToken(backend);
    const typed = { ...second, serviceToken };
    expect((await pressPay(backend, typed)).ok).toBe(true);
    // Nor does superseding an own open top-up reveal a payment of another customer.
    const other = await requestInput(backend, {
      quantity: 2,
      amount: { minor: 2000, currency: "usd" },
    });
    const again = { ...other, serviceToken, idempotencyKey: "key-00000009" };
    const { sessionId } = typed;
    const answer = await pressPay(backend, { ...again, sessionId });
    expect(JSON.stringify(answer)).not.toContain("paid_recently");
  });
});

describe("a customer who typed a number (row R3)", () => {
  test("does not get the service's label back with the top-up", async () => {
    const backend = new TestBackend();
    backend.service = { ...dongle, label: "Anna Ng - 61412345678" };
    const asked = await requestInput(backend, { serviceToken: await typedToken(backend) });
    const opened = await pressPay(backend, asked);
    expect(opened.ok && opened.value.view.serviceLabel).toBe("…5678");
    expect(backend.stripe.created[0]?.description).not.toContain("Anna");
  });
});

describe("where the law asks for a ticked sentence", () => {
  test("nothing is asked without it; with it, its wording is kept", async () => {
    const backend = new TestBackend();
    backend.brand = brandOf({ withdrawalConsent: true });
    const asked = await requestInput(backend);
    expect(codeOf(await pressPay(backend, asked))).toBe("consent_needed");
    untouched(backend);
    const opened = await pressPay(backend, { ...asked, consent: true });
    if (!opened.ok) throw new Error(opened.error.code);
    const kept = await backend.object.port.getEvidence({ topUpId: opened.value.view.topUpId });
    expect(kept?.topUp.request.consent).toBe("withdrawal-1");
  });
});

describe("a link that was revoked after it had identified the customer", () => {
  test("gets no quote, so no new expiry is shown either", async () => {
    const backend = new TestBackend();
    const identifiedBy = { method: "link", ip: null, linkId: "lnk_1" } as const;
    const found = { serviceId: SERVICE_ID, identifiedBy };
    const serviceToken = await signServiceToken(backend.ports, found);
    const asked = { serviceToken, offerId: OFFER_ID, quantity: 7 };
    expect(await quote(backend.ports, asked)).toMatchObject({ ok: true });
    backend.linkVersion = null;
    expect(codeOf(await quote(backend.ports, asked))).toBe("service_token_invalid");
  });

  test("sells nothing any more; before that it does", async () => {
    const backend = new TestBackend();
    const link = await backend.link();
    const found = await identify(backend.ports, customer(SESSION, IP), { link });
    if (!found.ok) throw new Error(found.error.code);
    const { serviceToken } = found.value;
    const asked = { ...(await requestInput(backend)), serviceToken };
    expect((await pressPay(backend, asked)).ok).toBe(true);
    backend.linkVersion = null;
    const later = { ...asked, idempotencyKey: "after-the-revocation", allowRepeat: true };
    expect(codeOf(await pressPay(backend, later))).toBe("service_token_invalid");
  });
});

describe("a link that was rotated after it had identified the customer", () => {
  test("is as void as a revoked one, for a quote and for a sale", async () => {
    const backend = new TestBackend();
    const found = await identify(backend.ports, customer(SESSION, IP), {
      link: await backend.link(),
    });
    if (!found.ok) throw new Error(found.error.code);
    const { serviceToken } = found.value;
    const offered = { serviceToken, offerId: OFFER_ID, quantity: 7 };
    expect(await quote(backend.ports, offered)).toMatchObject({ ok: true });
    const asked = { ...(await requestInput(backend)), serviceToken };
    backend.linkVersion = (backend.linkVersion ?? 0) + 1;
    expect(codeOf(await quote(backend.ports, offered))).toBe("service_token_invalid");
    expect(codeOf(await pressPay(backend, asked))).toBe("service_token_invalid");
  });
});

function typedToken(backend: TestBackend): Promise<string> {
  const identifiedBy = { method: "typed", ip: null, linkId: null } as const;
  return signServiceToken(backend.ports, { serviceId: dongle.id, identifiedBy });
}

function sign(backend: TestBackend, change: Record<string, unknown>): Promise<string> {
  return backend.ports.signer.sign("quote", {
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
async function afterQuote(backend: TestBackend, asked: Awaited<ReturnType<typeof requestInput>>) {
  backend.now += 16 * 60_000;
  return {
    ...asked,
    serviceToken: (await getServiceView(backend)).service_token,
    sessionId: SESSION,
  };
}

import { describe, expect, test } from "vitest";
import { identify } from "../../src/app/identification/identify.ts";
import { signServiceToken } from "../../src/app/identification/service-token.ts";
import { getService } from "../../src/app/sale/get-service.ts";
import { quote } from "../../src/app/sale/quote.ts";
import { toOfferId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import { customer } from "./actors.ts";
import { codeOf, getServiceView, openTopUp } from "./journeys.ts";
import { account, dongle, IP, NOW, OFFER_ID, offer, TestBackend } from "./test-backend.ts";

const iso = (at: number) => new Date(at).toISOString();

describe("balance first", () => {
  test("given a plan with two days left: its end, the reading's time, and offers", async () => {
    const view = await getServiceView(new TestBackend());
    expect(view.balance).toEqual({
      state: "read",
      read_at: iso(NOW),
      expiry: iso(NOW + 2 * DAY_MS),
      unlimited: false,
      base: iso(NOW + 2 * DAY_MS),
    });
    expect(view.blocked).toBeNull();
    expect(view.service.last_digits).toBe("5678");
    expect(view.offers).toMatchObject([{ id: OFFER_ID, unit_minor: 1000, max_quantity: 30 }]);
    expect(Object.keys(view.quotes)).toEqual([OFFER_ID]);
  });

  test("given nothing left, days are stacked onto now", async () => {
    const backend = new TestBackend();
    backend.reading = account(-1);
    const { balance } = await getServiceView(backend);
    expect(balance).toMatchObject({ expiry: null, base: iso(NOW) });
  });

  test("given an end near the horizon, the offer is limited to what fits", async () => {
    const backend = new TestBackend();
    backend.reading = account(395);
    expect((await getServiceView(backend)).offers).toMatchObject([{ max_quantity: 5 }]);
  });
});

const silent: Reading = { kind: "unreadable", at: NOW, why: "timeout after 2500 ms" };
const BLOCKED: [string, string, (backend: TestBackend) => void][] = [
  ["suspended", "service_suspended", (h) => setStatus(h, "suspended")],
  ["closed", "service_suspended", (h) => setStatus(h, "closed")],
  [
    "a silent OCS",
    "balance_unreadable",
    (h) => {
      h.reading = silent;
    },
  ],
  [
    "no account",
    "balance_unreadable",
    (h) => {
      h.reading = { kind: "no_account", at: NOW };
    },
  ],
  [
    "a disabled account",
    "balance_unreadable",
    (h) => {
      h.reading = { ...account(2), disabled: true };
    },
  ],
  [
    "a plan without end",
    "nothing_to_sell",
    (h) => {
      h.reading = account(null);
    },
  ],
  [
    "an end at the horizon",
    "beyond_horizon",
    (h) => {
      h.reading = account(400);
    },
  ],
];
function setStatus(backend: TestBackend, status: "suspended" | "closed") {
  backend.service = { ...dongle, status };
  backend.atAddress = [backend.service];
}

describe("nothing can be bought", () => {
  test.each(BLOCKED)("given %s: blocked by %s, and no quote is signed", async (_g, code, given) => {
    const backend = new TestBackend();
    given(backend);
    const view = await getServiceView(backend);
    expect(view).toMatchObject({ blocked: code, offers: [], quotes: {} });
  });

  test.each(BLOCKED)("given %s: a quote is refused with %s", async (_g, code, given) => {
    const backend = new TestBackend();
    const { service_token } = await getServiceView(backend);
    given(backend);
    const asked = { serviceToken: service_token, offerId: OFFER_ID, quantity: 1 };
    expect(codeOf(await quote(backend.ports, asked))).toBe(code);
  });

  test("a silent OCS shows the last reading with its time, as stale", async () => {
    const backend = new TestBackend();
    backend.reading = silent;
    backend.object.lastReading = account(2, NOW - 3600_000);
    expect((await getServiceView(backend)).balance).toMatchObject({
      state: "stale",
      read_at: iso(NOW - 3600_000),
      expiry: iso(NOW - 3600_000 + 2 * DAY_MS),
    });
  });

  test("a silent OCS that never answered is unreadable", async () => {
    const backend = new TestBackend();
    backend.reading = silent;
    expect((await getServiceView(backend)).balance).toMatchObject({
      state: "unreadable",
      read_at: null,
    });
  });

  test("an account that is gone never shows its old balance", async () => {
    const backend = new TestBackend();
    backend.reading = { kind: "no_account", at: NOW };
    backend.object.lastReading = account(2);
    expect((await getServiceView(backend)).balance.state).toBe("unreadable");
  });
});

describe("a page that does not wait", () => {
  const TIME_BUDGET_MS = 800;
  const patient = async (backend: TestBackend, timeBudgetMs?: number) => {
    const found = await identify(backend.ports, customer(), { link: null });
    if (!found.ok) throw new Error(found.error.code);
    return getService(backend.ports, customer(), { ...found.value, timeBudgetMs });
  };

  test("shows the last reading with its time, and lets choose: paying reads again", async () => {
    const backend = new TestBackend();
    await patient(backend, TIME_BUDGET_MS);
    backend.reading = silent;
    backend.object.lastReading = account(2, NOW - 60_000);
    expect(await patient(backend, TIME_BUDGET_MS)).toMatchObject({
      balance: { state: "stale", read_at: iso(NOW - 60_000) },
      blocked: null,
    });
    expect(await patient(backend)).toMatchObject({ blocked: "balance_unreadable" });
  });

  test("without any reading yet it is pending, and nothing can be chosen", async () => {
    const backend = new TestBackend();
    backend.reading = silent;
    const view = await patient(backend, TIME_BUDGET_MS);
    expect(view).toMatchObject({ balance: { state: "pending" }, blocked: "balance_unreadable" });
  });

  test("without any time left the OCS is not even asked", async () => {
    const backend = new TestBackend();
    backend.object.lastReading = account(2, NOW - 60_000);
    expect(await patient(backend, 0)).toMatchObject({ balance: { state: "stale" }, blocked: null });
    expect(backend.ocsReads).toBe(0);
  });
});

describe("a typed number (row R3)", () => {
  const typed = async (backend: TestBackend, timeBudgetMs?: number) => {
    const found = { serviceId: dongle.id, service: backend.service, serviceToken: "token" };
    const identifiedBy = { method: "typed", ip: IP, linkId: null } as const;
    const input = { ...found, identifiedBy, timeBudgetMs };
    return getService(backend.ports, customer(), input);
  };

  test("shows last digits and price; no balance, no date, no label, no top-ups", async () => {
    const backend = new TestBackend();
    const running = await openTopUp(backend, { sessionId: "ses_another" });
    const view = await typed(backend);
    expect(view).toMatchObject({
      identification: "weak",
      service: { label: "", last_digits: "5678" },
      balance: { state: "hidden", read_at: null, expiry: null, base: null },
      open_top_ups: [],
      recent_top_up: null,
    });
    const shown = JSON.stringify({ ...view, quotes: {}, service_token: "" });
    for (const secret of [dongle.label, dongle.imsi, running.view.topUpId, iso(NOW).slice(0, 10)])
      expect(shown).not.toContain(secret);
  });

  test("does not wait either: sold on what was read last, pending when nothing ever was", async () => {
    const backend = new TestBackend();
    backend.reading = silent;
    const nothing = { read_at: null, expiry: null, unlimited: false, base: null };
    expect(await typed(backend, 800)).toMatchObject({
      balance: { state: "pending", ...nothing },
      blocked: "balance_unreadable",
      identification: "weak",
      service: { label: "" },
      open_top_ups: [],
      recent_top_up: null,
    });
    backend.object.lastReading = account(2, NOW - 60_000);
    const view = await typed(backend, 800);
    expect(view).toMatchObject({ balance: { state: "hidden", ...nothing }, blocked: null });
    expect(view.offers).toHaveLength(1);
  });

  test("sells all of its days or none: a limit that followed the date would tell it", async () => {
    const backend = new TestBackend();
    backend.offers = [{ ...offer, maxQuantity: 365 }];
    backend.reading = account(123);
    expect((await typed(backend)).offers).toMatchObject([{ max_quantity: 30 }]);
    const serviceToken = await signServiceToken(backend.ports, {
      serviceId: dongle.id,
      identifiedBy: { method: "typed", ip: IP, linkId: null },
    });
    const asked = async (quantity: number) =>
      quote(backend.ports, { serviceToken, offerId: OFFER_ID, quantity });
    for (const quantity of [31, 277, 278, 365]) {
      expect(codeOf(await asked(quantity))).toBe("invalid_request");
    }
    backend.reading = account(395);
    expect(await typed(backend)).toMatchObject({ offers: [], blocked: "service_sales_blocked" });
    for (const quantity of [1, 5, 6]) {
      expect(codeOf(await asked(quantity))).toBe("service_sales_blocked");
    }
  });

  test.each([
    ["suspended", (h: TestBackend) => setStatus(h, "suspended")],
    [
      "without an end",
      (h: TestBackend) => {
        h.reading = account(null);
      },
    ],
  ])("a service that is %s: nothing can be added, and not why", async (_how, given) => {
    const backend = new TestBackend();
    given(backend);
    expect((await typed(backend)).blocked).toBe("service_sales_blocked");
  });

  test("a quote names the price and not the date", async () => {
    const backend = new TestBackend();
    const identifiedBy = { method: "typed", ip: IP, linkId: null } as const;
    const serviceToken = await signServiceToken(backend.ports, {
      serviceId: dongle.id,
      identifiedBy,
    });
    expect(
      await quote(backend.ports, { serviceToken, offerId: OFFER_ID, quantity: 7 }),
    ).toMatchObject({ value: { price: { minor: 7000 }, new_expiry: null } });
  });
});

describe("a quote", () => {
  test("names the price of the quantity, tiers included, and the new expiry", async () => {
    const backend = new TestBackend();
    const { service_token } = await getServiceView(backend);
    const asked = { serviceToken: service_token, offerId: OFFER_ID, quantity: 20 };
    expect(await quote(backend.ports, asked)).toMatchObject({
      ok: true,
      value: {
        price: { minor: 18_000, currency: "usd" },
        new_expiry: iso(NOW + 22 * DAY_MS),
        expires_at: iso(NOW + 15 * 60_000),
      },
    });
  });

  test.each([
    ["an offer that is not for sale", { offerId: toOfferId("off_other"), quantity: 7 }, "offer_id"],
    ["more than the offer's most", { offerId: OFFER_ID, quantity: 31 }, "quantity"],
  ])("%s: the field is named", async (_given, change, field) => {
    const backend = new TestBackend();
    const { service_token } = await getServiceView(backend);
    const result = await quote(backend.ports, { serviceToken: service_token, ...change });
    expect(result).toMatchObject({
      ok: false,
      error: { code: "invalid_request", errors: [{ field }] },
    });
  });

  test("needs a service token", async () => {
    const backend = new TestBackend();
    const asked = { serviceToken: "forged", offerId: offer.id, quantity: 7 };
    expect(codeOf(await quote(backend.ports, asked))).toBe("service_token_invalid");
  });
});

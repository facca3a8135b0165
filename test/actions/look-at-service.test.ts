import { describe, expect, test } from "vitest";
import { identify } from "../../src/actions/identify.ts";
import { lookAtService } from "../../src/actions/look-at-service.ts";
import { quote } from "../../src/actions/quote.ts";
import { signServiceToken } from "../../src/actions/service-token.ts";
import { DAY_MS } from "../../src/domain/limits.ts";
import type { Reading } from "../../src/domain/reading.ts";
import { account, dongle, FakeHouse, IP, NOW, OFFER_ID, offer } from "./fake-house.ts";
import { codeOf, look, open } from "./journeys.ts";

const iso = (at: number) => new Date(at).toISOString();

describe("balance first", () => {
  test("given a plan with two days left: its end, the reading's time, and offers", async () => {
    const view = await look(new FakeHouse());
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
    const house = new FakeHouse();
    house.reading = account(-1);
    const { balance } = await look(house);
    expect(balance).toMatchObject({ expiry: null, base: iso(NOW) });
  });

  test("given an end near the horizon, the offer is limited to what fits", async () => {
    const house = new FakeHouse();
    house.reading = account(395);
    expect((await look(house)).offers).toMatchObject([{ max_quantity: 5 }]);
  });
});

const silent: Reading = { kind: "unreadable", at: NOW, why: "timeout after 2500 ms" };
const BLOCKED: [string, string, (house: FakeHouse) => void][] = [
  ["suspended", "service_suspended", (h) => setStatus(h, "suspended")],
  ["closed", "service_suspended", (h) => setStatus(h, "closed")],
  [
    "on hold",
    "service_on_hold",
    (h) => {
      h.object.onHold = true;
    },
  ],
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
function setStatus(house: FakeHouse, status: "suspended" | "closed") {
  house.service = { ...dongle, status };
  house.atAddress = [house.service];
}

describe("nothing can be bought", () => {
  test.each(BLOCKED)("given %s: blocked by %s, and no quote is signed", async (_g, code, given) => {
    const house = new FakeHouse();
    given(house);
    const view = await look(house);
    expect(view).toMatchObject({ blocked: code, offers: [], quotes: {} });
  });

  test.each(BLOCKED)("given %s: a quote is refused with %s", async (_g, code, given) => {
    const house = new FakeHouse();
    const { service_token } = await look(house);
    given(house);
    const asked = { serviceToken: service_token, offerId: OFFER_ID, quantity: 1 };
    expect(codeOf(await quote(house.ports, asked))).toBe(code);
  });

  test("a silent OCS shows the last reading with its time, as stale", async () => {
    const house = new FakeHouse();
    house.reading = silent;
    house.object.lastReading = account(2, NOW - 3600_000);
    expect((await look(house)).balance).toMatchObject({
      state: "stale",
      read_at: iso(NOW - 3600_000),
      expiry: iso(NOW - 3600_000 + 2 * DAY_MS),
    });
  });

  test("a silent OCS that never answered is unreadable", async () => {
    const house = new FakeHouse();
    house.reading = silent;
    expect((await look(house)).balance).toMatchObject({ state: "unreadable", read_at: null });
  });

  test("an account that is gone never shows its old balance", async () => {
    const house = new FakeHouse();
    house.reading = { kind: "no_account", at: NOW };
    house.object.lastReading = account(2);
    expect((await look(house)).balance.state).toBe("unreadable");
  });
});

describe("a page that does not wait", () => {
  const PATIENCE = 800;
  const patient = async (house: FakeHouse, patienceMs?: number) => {
    const found = await identify(house.ports, { ip: IP, link: null });
    if (!found.ok) throw new Error(found.error.code);
    const looked = await lookAtService(house.ports, found.value, patienceMs);
    if (!looked.ok) throw new Error(looked.error.code);
    return looked.value;
  };

  test("shows the last reading with its time, and lets choose: paying reads again", async () => {
    const house = new FakeHouse();
    await patient(house, PATIENCE);
    house.reading = silent;
    house.object.lastReading = account(2, NOW - 60_000);
    expect(await patient(house, PATIENCE)).toMatchObject({
      balance: { state: "stale", read_at: iso(NOW - 60_000) },
      blocked: null,
    });
    expect(await patient(house)).toMatchObject({ blocked: "balance_unreadable" });
  });

  test("without any reading yet it is pending, and nothing can be chosen", async () => {
    const house = new FakeHouse();
    house.reading = silent;
    const view = await patient(house, PATIENCE);
    expect(view).toMatchObject({ balance: { state: "pending" }, blocked: "balance_unreadable" });
  });

  test("without any time left the OCS is not even asked", async () => {
    const house = new FakeHouse();
    house.object.lastReading = account(2, NOW - 60_000);
    expect(await patient(house, 0)).toMatchObject({ balance: { state: "stale" }, blocked: null });
    expect(house.ocsReads).toBe(0);
  });
});

describe("a typed number (row R3)", () => {
  const typed = async (house: FakeHouse, patienceMs?: number) => {
    const found = { serviceId: dongle.id, service: house.service, serviceToken: "token" };
    const identifiedBy = { method: "typed", ip: IP, linkId: null } as const;
    const looked = await lookAtService(house.ports, { ...found, identifiedBy }, patienceMs);
    if (!looked.ok) throw new Error(looked.error.code);
    return looked.value;
  };

  test("shows last digits and price; no balance, no date, no label, no top-ups", async () => {
    const house = new FakeHouse();
    const running = await open(house);
    const view = await typed(house);
    expect(view).toMatchObject({
      identification: "weak",
      service: { label: "", last_digits: "5678" },
      balance: { state: "hidden", read_at: null, expiry: null, base: null },
      running: [],
      recent: null,
    });
    const told = JSON.stringify({ ...view, quotes: {}, service_token: "" });
    for (const secret of [dongle.label, dongle.imsi, running.view.topUpId, iso(NOW).slice(0, 10)])
      expect(told).not.toContain(secret);
  });

  test("does not wait either: sold on what was read last, pending when nothing ever was", async () => {
    const house = new FakeHouse();
    house.reading = silent;
    const nothing = { read_at: null, expiry: null, unlimited: false, base: null };
    expect(await typed(house, 800)).toMatchObject({
      ...{ balance: { state: "pending", ...nothing }, blocked: "balance_unreadable" },
      ...{ identification: "weak", service: { label: "" }, running: [], recent: null },
    });
    house.object.lastReading = account(2, NOW - 60_000);
    const view = await typed(house, 800);
    expect(view).toMatchObject({ balance: { state: "hidden", ...nothing }, blocked: null });
    expect(view.offers).toHaveLength(1);
  });

  test("sells all of its days or none: a limit that followed the date would tell it", async () => {
    const house = new FakeHouse();
    house.offers = [{ ...offer, maxQuantity: 365 }];
    house.reading = account(123);
    expect((await typed(house)).offers).toMatchObject([{ max_quantity: 30 }]);
    const serviceToken = await signServiceToken(house.ports, {
      serviceId: dongle.id,
      identifiedBy: { method: "typed", ip: IP, linkId: null },
    });
    const asked = async (quantity: number) =>
      quote(house.ports, { serviceToken, offerId: OFFER_ID, quantity });
    for (const quantity of [31, 277, 278, 365]) {
      expect(codeOf(await asked(quantity))).toBe("invalid_request");
    }
    house.reading = account(395);
    expect(await typed(house)).toMatchObject({ offers: [], blocked: "service_on_hold" });
    for (const quantity of [1, 5, 6]) {
      expect(codeOf(await asked(quantity))).toBe("service_on_hold");
    }
  });

  test.each([
    ["suspended", (h: FakeHouse) => setStatus(h, "suspended")],
    [
      "without an end",
      (h: FakeHouse) => {
        h.reading = account(null);
      },
    ],
  ])("a service that is %s: nothing can be added, and not why", async (_how, given) => {
    const house = new FakeHouse();
    given(house);
    expect((await typed(house)).blocked).toBe("service_on_hold");
  });

  test("a quote names the price and not the date", async () => {
    const house = new FakeHouse();
    const identifiedBy = { method: "typed", ip: IP, linkId: null } as const;
    const serviceToken = await signServiceToken(house.ports, {
      serviceId: dongle.id,
      identifiedBy,
    });
    expect(
      await quote(house.ports, { serviceToken, offerId: OFFER_ID, quantity: 7 }),
    ).toMatchObject({ value: { amount: { minor: 7000 }, new_expiry: null } });
  });
});

describe("a quote", () => {
  test("names the price of the quantity, tiers included, and the new expiry", async () => {
    const house = new FakeHouse();
    const { service_token } = await look(house);
    const asked = { serviceToken: service_token, offerId: OFFER_ID, quantity: 20 };
    expect(await quote(house.ports, asked)).toMatchObject({
      ok: true,
      value: {
        amount: { minor: 18_000, currency: "usd" },
        new_expiry: iso(NOW + 22 * DAY_MS),
        expires_at: iso(NOW + 15 * 60_000),
      },
    });
  });

  test.each([
    ["an offer that is not for sale", { offerId: "off_other", quantity: 7 }, "offer_id"],
    ["more than the offer's most", { offerId: OFFER_ID, quantity: 31 }, "quantity"],
  ])("%s: the field is named", async (_given, change, field) => {
    const house = new FakeHouse();
    const { service_token } = await look(house);
    const result = await quote(house.ports, { serviceToken: service_token, ...change });
    expect(result).toMatchObject({
      ok: false,
      error: { code: "invalid_request", errors: [{ field }] },
    });
  });

  test("needs a service token", async () => {
    const house = new FakeHouse();
    const asked = { serviceToken: "forged", offerId: offer.id, quantity: 7 };
    expect(codeOf(await quote(house.ports, asked))).toBe("service_token_invalid");
  });
});

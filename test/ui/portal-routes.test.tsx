import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import type { TestBackend } from "../app/test-backend.ts";
import { kestrel, openedTopUp, paidTopUp, portal } from "./portal.ts";
import { serviceView, textOf } from "./samples.ts";

type Portal = ReturnType<typeof portal>;
const selling = (view: Partial<ServiceView>, backend?: TestBackend) =>
  portal({ view: serviceView(view), ...(backend && { backend }) });
const textAt = async (app: Portal, path: string) => textOf(await app.page(path));

describe("the page of a service", () => {
  test("shows balance first, then the date that seven days buy, then their price", async () => {
    const text = await textAt(portal(), "/");
    const order = [
      "Mobile data, ends in 5678",
      "2 days left, until Fri 10 Jan",
      "Updated at 14:02.",
      "Fri 17 Jan 2025",
      "23:59 Sydney time, added to your 2 days",
      "7 days × A$10.00, tax included",
    ].map((words) => text.indexOf(words));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test("a pressed button beats the slider that is in the same form", async () => {
    const text = await textAt(portal(), "/?days=7&pick=14");
    expect(text).toContain("14 days × A$9.70, you save A$4.20");
  });

  test.each(["0", "-3", "abc", "999", "7.5", ""])(
    "days=%s is brought into the offer",
    async (d) => {
      const answer = await portal().request(`/?days=${d}`);
      expect(answer.status).toBe(200);
    },
  );

  test("is kept in no cache", async () => {
    const answer = await portal().request("/");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("days start when the present ones end, where there are some", async () => {
    const { balance } = serviceView();
    const ended = { ...balance, expiry: "2025-01-07T12:59:59.000Z", base: null };
    const nothing = { ...balance, expiry: null, base: null };
    const words = "Days start when your current ones end.";
    expect(await textAt(portal(), "/")).toContain(words);
    for (const balance of [ended, nothing]) {
      const text = await textAt(selling({ balance }), "/");
      expect(text).toContain("starts now");
      expect(text).toContain("The last day ends at 23:59.");
      expect(text).not.toContain(words);
    }
  });

  test("a label cannot break out of the data block", async () => {
    const { service } = serviceView();
    const app = selling({ service: { ...service, label: "</script><script>alert(1)</script>" } });
    const html = await app.page("/");
    expect(html).not.toContain("<script>alert");
  });

  test("a link finds its own service, and the customer is asked whether it is theirs", async () => {
    const backend = kestrel();
    const id: ServiceId = `svc_${"1".repeat(26)}`;
    const atAddress = { ...backend.service, id, msisdn: "61412340994" };
    backend.atAddress = [atAddress];
    const app = portal({ backend });
    const linked = await textAt(app, `/l/${await backend.link()}`);
    expect(linked).toContain("Is this your device?");
    expect(linked).toContain("ends in 5678");
    const found = await textAt(app, "/");
    expect(found).not.toContain("Is this your device?");
    expect(found).toContain("ends in 0994");
  });

  test("an unfinished top-up is linked, whichever device began it", async () => {
    const paid = {
      state: "paid",
      offer_kind: "days",
      quantity: 7,
      price: { minor: 7000, currency: "aud" },
    } as const;
    const openTopUps = [{ ...paid, id: "top_9", own: false }];
    const html = await selling({ open_top_ups: openTopUps }).page("/");
    expect(html).toContain('href="/t/svc_1/top_9"');
  });

  test("several offers stand side by side by name, with their volume prices", async () => {
    const { offers } = serviceView();
    const night = offers.map((o) => ({ ...o, id: "off_2", name: "Night data", unit_minor: 400 }));
    const quotes = { off_2: { quote: "quote-2", expires_at: "2025-01-08T03:17:00.000Z" } };
    const app = selling({ offers: [...offers, ...night], quotes });
    const first = await app.page("/?days=9");
    expect(textOf(first)).toContain("Night data A$4.00 a day A$9.70 a day from 14 days");
    expect(first).toContain('href="/?days=9&amp;offer=off_2"');
    const other = await app.page("/?days=9&offer=off_2&step=billing");
    expect(textOf(other)).toContain("A$36.00");
    expect(other).toContain('action="/?days=9&amp;offer=off_2&amp;step=billing"');
    expect(textOf(await app.page("/?days=9&offer=off_9"))).toContain("A$90.00");
  });

  test("one offer needs no choice, and its volume price is advertised", async () => {
    const html = await portal().page("/");
    expect(html).not.toContain('class="offers');
    expect(textOf(html)).toContain("A$9.70 a day from 14 days");
  });

  test("near the horizon says how many days fit, and from when more do", async () => {
    const [offer] = serviceView().offers;
    const far = "2026-01-31T12:59:59.000Z";
    const app = selling({
      offers: offer ? [{ ...offer, max_quantity: 12 }] : [],
      balance: { ...serviceView().balance, expiry: far, base: far },
    });
    expect(await textAt(app, "/")).toContain("You can add 12 days now, and more from");
  });

  test.each([
    ["balance_unreadable", "You cannot pay until we can read it."],
    ["service_suspended", "This service is suspended, so days cannot be added."],
    ["service_sales_blocked", "Days cannot be added right now."],
    ["nothing_to_sell", "Your service has no end date"],
    ["beyond_horizon", "You cannot add days right now. You can add more from"],
  ] as const)("with %s nothing can be paid, and it says why", async (blocked, words) => {
    const app = selling({ blocked, offers: [] });
    const html = await app.page("/");
    expect(textOf(html)).toContain(words);
    expect(html).not.toContain('data-testid="pay"');
    expect(html).not.toContain('data-testid="days"');
  });

  test("when not even one day fits, says from when one more does, and offers no choice", async () => {
    // Stacked onto it, one day ends 401 days after 8 January 2025: 20 December 2025 minus one.
    const full = "2026-02-23T12:59:59.000Z";
    const app = selling({
      blocked: "beyond_horizon",
      offers: [],
      balance: { ...serviceView().balance, expiry: full, base: full },
    });
    const text = await textAt(app, "/");
    expect(text).toContain("You cannot add days right now. You can add more from Mon 20 Jan.");
    expect(text).not.toContain("Choose fewer");
  });

  test("an offer of whole weeks is possible again when a week fits", async () => {
    const full = "2026-02-23T12:59:59.000Z";
    const backend = kestrel();
    backend.offers = backend.offers.map((one) => ({ ...one, minQuantity: 7 }));
    const balance = { ...serviceView().balance, expiry: full, base: full };
    const app = selling({ blocked: "beyond_horizon", offers: [], balance }, backend);
    expect(await textAt(app, "/")).toContain("You can add more from Sun 26 Jan.");
  });

  test("a closed service is not called suspended", async () => {
    const { service } = serviceView();
    const closed = { ...service, status: "closed" } as const;
    const text = await textAt(selling({ service: closed, blocked: "service_suspended" }), "/");
    expect(text).toContain("This service is closed, so days cannot be added.");
    expect(text).not.toContain("suspended");
  });

  test("while the balance cannot be read, the choice is kept with its price", async () => {
    const text = await textAt(selling({ blocked: "balance_unreadable", offers: [] }), "/?days=14");
    expect(text).toMatch(/Your choice is kept\s*14 days, A\$135\.80/);
  });

  test("and without a price where nothing is sold any more", async () => {
    const backend = kestrel();
    backend.offers = [];
    const app = selling({ blocked: "balance_unreadable", offers: [] }, backend);
    expect(await textAt(app, "/?days=14")).toMatch(/Your choice is kept\s*14 days\s/);
  });

  test.each([
    ["service_not_identified", 404, "Which device is it for?"],
    ["link_invalid", 404, "This QR code is no longer valid."],
    ["too_many_requests", 429, "Too many attempts."],
  ] as const)("%s is a page of its own", async (code, status, words) => {
    const answer = await portal({ refusal: code }).request("/l/x");
    expect(answer.status).toBe(status);
    expect(textOf(await answer.text())).toContain(words);
  });

  test.each([
    ["mobile_data", "7 days of unlimited mobile data"],
    ["hotspot_dongle", "7 days of unlimited hotspot data"],
    ["fixed_wireless", "7 days of unlimited home internet"],
  ] as const)("the words follow the kind of service: %s", async (kind, words) => {
    const { service } = serviceView();
    expect(await textAt(selling({ service: { ...service, kind } }), "/?step=payment")).toContain(
      words,
    );
  });
});

describe("billing without script", () => {
  const post = (fields: Record<string, string>) => {
    return portal().request("/?days=9&step=billing", {
      method: "POST",
      body: new URLSearchParams(fields),
    });
  };

  test("mistakes are named beside their fields, and what was typed stays", async () => {
    const html = await (
      await post({ first_name: "", last_name: "Vimes", email: "sam@home" })
    ).text();
    expect(textOf(html)).toContain("Enter your first name.");
    expect(textOf(html)).toContain("The ending is missing, for example .com");
    expect(html).toContain('value="Vimes"');
  });

  // Otherwise the page opens at its top, and the mistake may lie under the bar at its bottom.
  test("the first field that is wrong has the focus, so that it is seen", async () => {
    const html = await (await post({ first_name: "", last_name: "Vimes", email: "" })).text();
    expect(html.match(/<input[^>]* autofocus/g)).toHaveLength(1);
    expect(html).toMatch(/<input[^>]*name="first_name"[^>]* autofocus/);
    const untouched = await portal().page("/?step=billing");
    expect(untouched).not.toContain("autofocus");
  });

  test("right details lead to payment, which says that it needs JavaScript", async () => {
    const right = { first_name: "Sam", last_name: "Rivera", email: "sam@example.com" };
    const html = await (await post(right)).text();
    expect(html).toContain('data-panel="payment"><noscript>');
    expect(textOf(html)).toContain("Paying needs JavaScript.");
  });

  test("no details are ever put into an address or into the data block", async () => {
    const html = await (await post({ first_name: "Zebedee", last_name: "", email: "" })).text();
    expect(html.match(/Zebedee/g)).toHaveLength(1);
  });
});

describe("the page of a top-up", () => {
  const BACK = "payment_intent=pi_1&payment_intent_client_secret=s&redirect_status=succeeded";

  test("coming back from the bank asks Stripe and cleans the address", async () => {
    const backend = kestrel();
    const { path } = await openedTopUp(backend);
    backend.stripe.calls.length = 0;
    const answer = await portal({ backend }).request(`${path}?${BACK}`);
    expect(backend.stripe.calls).toEqual(["readIntent"]);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(path);
  });

  test("what the address claims is not believed when Stripe could not be asked", async () => {
    const backend = kestrel();
    const { path } = await openedTopUp(backend);
    backend.stripe.silent = true;
    const text = await textAt(portal({ backend }), `${path}?${BACK}`);
    expect(text).toContain("Paying A$70.00…");
    expect(text).not.toContain("extended");
  });

  test("an unknown one is not there", async () => {
    const unknown = `/t/svc_${"0".repeat(26)}/top_${"0".repeat(26)}`;
    for (const path of [unknown, "/t/svc_1/top_1"]) {
      expect((await portal().request(path)).status).toBe(404);
    }
  });

  test("a refund that is requested by a plain form leads back to the page", async () => {
    const backend = kestrel();
    const { path } = await paidTopUp(backend);
    const answer = await portal({ backend }).request(`${path}/refund`, { method: "POST" });
    expect(answer.headers.get("location")).toBe(path);
    expect(await textAt(portal({ backend }), path)).toContain("A$70.00");
  });

  test("a refund that is refused says so in the customer's words", async () => {
    const backend = kestrel();
    const { path } = await openedTopUp(backend);
    const answer = await portal({ backend }).request(`${path}/refund`, { method: "POST" });
    expect(answer.status).toBe(409);
    expect(textOf(await answer.text())).toContain("This is not possible any more.");
  });
});

import type { Hono } from "hono";
import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import type { ErrorCode } from "../../src/domain/base/errors.ts";
import { ok, refuse } from "../../src/domain/base/result.ts";
import type { HttpEnv } from "../../src/http/base/http-env.ts";
import { portal } from "./portal.ts";
import { serviceView, textOf, topUpJson } from "./samples.ts";

const selling = (view: Partial<ServiceView>) =>
  portal({ findService: async () => ok(serviceView(view)) });
const refusing = (code: ErrorCode) => portal({ findService: async () => refuse(code) });
const textAt = async (app: Hono<HttpEnv>, path: string) =>
  textOf(await (await app.request(path)).text());

describe("the page of a service", () => {
  test("shows balance first, then the date that seven days buy, then their price", async () => {
    const text = await textAt(portal(), "/");
    const order = [
      "Mobile data, ends in 5678",
      "2 days left, until Fri 10 Jan",
      "Read at 14:02.",
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

  test("is never kept by anybody", async () => {
    const answer = await portal().request("/");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("days start when the present ones end, where there are some", async () => {
    const { balance } = serviceView();
    const ended = { ...balance, expiry: "2025-01-07T12:59:59.000Z", base: null };
    const nothing = { ...balance, expiry: null, base: null };
    const words = "Days start when your present ones end.";
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
    const html = await (await app.request("/")).text();
    expect(html).not.toContain("<script>alert");
  });

  test("a link's token reaches the look, and the holder is asked whether it is theirs", async () => {
    const links: (string | null)[] = [];
    const app = portal({
      findService: async ({ link }) => {
        links.push(link);
        return ok(serviceView());
      },
    });
    expect(await textAt(app, "/l/tok.en")).toContain("Is this your device?");
    expect(await textAt(app, "/")).not.toContain("Is this your device?");
    expect(links).toEqual(["tok.en", null]);
  });

  test("an unfinished top-up is linked, whatever device began it", async () => {
    const paid = { state: "paid", quantity: 7, price: { minor: 7000, currency: "aud" } } as const;
    const openTopUps = [{ ...paid, id: "top_9", own: false }];
    const html = await (await selling({ open_top_ups: openTopUps }).request("/")).text();
    expect(html).toContain('href="/t/svc_1/top_9"');
  });

  test("near the horizon says how many days fit, and from when more do", async () => {
    const [offer] = serviceView().offers;
    const far = "2026-01-31T12:59:59.000Z";
    const app = selling({
      offers: offer ? [{ ...offer, max_quantity: 12 }] : [],
      balance: { ...serviceView().balance, expiry: far, base: far },
    });
    expect(await textAt(app, "/")).toContain("You can add 12 days now. More is possible from");
  });

  test.each([
    ["balance_unreadable", "You cannot pay until we can read it."],
    ["service_suspended", "This service is suspended, so days cannot be added."],
    ["service_sales_blocked", "Days cannot be added right now."],
    ["nothing_to_sell", "Your service has no end"],
    ["beyond_horizon", "You cannot add days now. More is possible from"],
  ] as const)("with %s nothing can be paid, and it says why", async (blocked, words) => {
    const app = selling({ blocked, offers: [] });
    const html = await (await app.request("/")).text();
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
    expect(text).toContain("You cannot add days now. More is possible from Mon 20 Jan.");
    expect(text).not.toContain("Choose fewer");
  });

  test("an offer of whole weeks is possible again when a week fits", async () => {
    const full = "2026-02-23T12:59:59.000Z";
    const app = portal({
      findService: async () =>
        ok(
          serviceView({
            blocked: "beyond_horizon",
            offers: [],
            balance: { ...serviceView().balance, expiry: full, base: full },
          }),
        ),
      priceList: async () => serviceView().offers.map((one) => ({ ...one, min_quantity: 7 })),
    });
    expect(await textAt(app, "/")).toContain("More is possible from Sun 26 Jan.");
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

  test("and without one where nothing is sold any more", async () => {
    const app = portal({
      findService: async () => ok(serviceView({ blocked: "balance_unreadable", offers: [] })),
      priceList: async () => [],
    });
    expect(await textAt(app, "/?days=14")).toMatch(/Your choice is kept\s*14 days\s/);
  });

  test.each([
    ["service_not_identified", 404, "Which device is it for?"],
    ["link_invalid", 404, "This QR code is no longer valid."],
    ["too_many_requests", 429, "Too many tries."],
  ] as const)("%s is a page of its own", async (code, status, words) => {
    const answer = await refusing(code).request("/l/x");
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
    const html = await (await post({ first_name: "Sam", last_name: "", email: "sam@home" })).text();
    expect(textOf(html)).toContain("Write your last name.");
    expect(textOf(html)).toContain("The ending is missing, for example .com");
    expect(html).toContain('value="Sam"');
  });

  // Otherwise the page opens at its top, and the mistake may lie under the bar at its bottom.
  test("the first field that is wrong has the focus, so that it is seen", async () => {
    const html = await (await post({ first_name: "Sam", last_name: "", email: "" })).text();
    expect(html.match(/<input[^>]* autofocus/g)).toHaveLength(1);
    expect(html).toMatch(/<input[^>]*name="last_name"[^>]* autofocus/);
    const untouched = await (await portal().request("/?step=billing")).text();
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
  test("coming back from the bank asks Stripe and cleans the address", async () => {
    const synced: string[] = [];
    const app = portal({
      syncTopUp: async ({ topUp }) => {
        synced.push(topUp);
        return ok(null);
      },
    });
    const answer = await app.request(
      "/t/svc_1/top_1?payment_intent=pi_1&payment_intent_client_secret=s&redirect_status=succeeded",
    );
    expect(synced).toEqual(["top_1"]);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/t/svc_1/top_1");
  });

  test("what the address claims is not believed when Stripe could not be asked", async () => {
    const app = portal({
      syncTopUp: async () => refuse("payment_system_unavailable"),
      topUp: async () => topUpJson("awaiting_payment"),
    });
    const text = await textAt(app, "/t/svc_1/top_1?payment_intent=pi_1&redirect_status=succeeded");
    expect(text).toContain("Paying A$70.00…");
    expect(text).not.toContain("extended");
  });

  test("an unknown one is not there", async () => {
    const answer = await portal({ topUp: async () => null }).request("/t/svc_1/top_1");
    expect(answer.status).toBe(404);
  });

  test("money back by a plain form leads back to the page", async () => {
    const answer = await portal().request("/t/svc_1/top_1/refund", { method: "POST" });
    expect(answer.headers.get("location")).toBe("/t/svc_1/top_1");
  });

  test("money back that is refused says so in the customer's words", async () => {
    const app = portal({ requestRefund: async () => refuse("wrong_state") });
    const answer = await app.request("/t/svc_1/top_1/refund", { method: "POST" });
    expect(answer.status).toBe(409);
    expect(textOf(await answer.text())).toContain("This is not possible any more.");
  });
});

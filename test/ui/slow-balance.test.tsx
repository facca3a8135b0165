import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import type { TestBackend } from "../app/test-backend.ts";
import { kestrel, portal } from "./portal.ts";
import { EXPIRY, serviceView, textOf } from "./samples.ts";

type Balance = ServiceView["balance"];
const page = (view: Partial<ServiceView>, path = "/") =>
  portal({ view: serviceView(view) }).page(path);
const unknown: Balance = {
  state: "pending",
  read_at: null,
  expiry: null,
  unlimited: false,
  base: null,
};
const stale: Balance = { ...serviceView().balance, state: "stale" };

describe("a page waits", () => {
  /** The service's page by address, by its link, and by the token of its typed number. */
  async function addressOf(path: string, backend: TestBackend): Promise<string> {
    if (path.startsWith("/l/")) return path.replace("tok.en", await backend.link());
    if (!path.startsWith("/s/")) return path;
    const body = new URLSearchParams({ identity: "61412345678" });
    const answer = await portal({ backend }).request("/", { method: "POST", body });
    return path.replace("/s/tok.en", answer.headers.get("location") ?? "");
  }

  test.each([
    ["/", false],
    ["/?wait=1", true],
    ["/l/tok.en?days=7&wait=1", true],
    ["/s/tok.en?days=7", false],
    ["/s/tok.en?days=7&wait=1", true],
  ])("%s as long as it takes: %s", async (path, expected) => {
    const backend = kestrel();
    const address = await addressOf(path, backend);
    let answerNow = () => {};
    backend.ocsAnswersAfter = new Promise((resolve) => {
      answerNow = resolve;
    });
    const asked = portal({ backend }).page(address);
    // A page that does not wait comes by itself, however slow the machine is.
    if (expected) expect(await Promise.race([asked, after(50)])).toBeNull();
    else await asked;
    answerNow();
    const html = await asked;
    expect(html.includes('data-testid="days"')).toBe(expected);
    // The wait belongs to one request. Only the pending page leads on to it.
    const links = html.match(/wait=1/g) ?? [];
    expect(links.length > 0).toBe(!expected);
  });
});

const after = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));

describe("an older reading while a new one is read", () => {
  test("is shown with its time, and days can be chosen", async () => {
    const html = await page({ balance: stale });
    const text = textOf(html);
    expect(text).toContain("2 days left, until Fri 10 Jan");
    expect(text).toContain("Unlimited data. Updated at 14:02.");
    expect(text).toContain("Active");
    expect(html).toContain('data-testid="days"');
  });

  test("of another day names the day", async () => {
    const yesterday = { ...stale, read_at: "2025-01-07T03:02:00.000Z" };
    expect(textOf(await page({ balance: yesterday }))).toContain("Updated at Tue 7 Jan, 14:02.");
  });

  test("is no longer good for a sale when the OCS has not answered", async () => {
    const html = await page({ balance: stale, blocked: "balance_unreadable", offers: [] });
    const text = textOf(html);
    expect(text).toContain("We cannot read your balance right now.");
    expect(text).toContain("Last read today at 14:02: until Fri 10 Jan.");
    expect(text).toContain("Your choice is kept 7 days");
    expect(html).toContain('href="/?days=7&amp;wait=1"');
  });
});

describe("a balance that was never read", () => {
  const pending = { balance: unknown, blocked: "balance_unreadable", offers: [] };

  test("is a page that says what it waits for, without a button", async () => {
    const html = await page(pending, "/l/tok.en?days=9");
    expect(textOf(html)).toContain("Checking your balance…");
    expect(textOf(html)).toContain("9 days");
    expect(html).not.toContain("<button");
    expect(html).toContain('"link":"tok.en","next":"/l/tok.en?days=9&wait=1"');
  });

  test("a typed number waits on the same page; the script asks with its weak token", async () => {
    const view = { ...pending, identification: "weak" as const, service_token: "we.ak" };
    const html = await page(view, "/s/tok.en?days=9");
    expect(textOf(html)).toContain("Looking up the service…");
    expect(textOf(html)).not.toContain("balance");
    expect(textOf(html)).not.toContain("New expiry date");
    const next = '"next":"/s/we.ak?days=9&wait=1"';
    expect(html).toContain(`"link":null,"service_token":"we.ak",${next}`);
  });

  test("reloads by itself without script, and then waits for the OCS", async () => {
    expect(await page(pending)).toContain(
      '<noscript><meta http-equiv="refresh" content="1;url=/?days=7&amp;wait=1"/></noscript>',
    );
  });

  test("a suspended service does not wait for a balance", async () => {
    const html = await page({ ...pending, blocked: "service_suspended" });
    expect(textOf(html)).toContain("This service is suspended, so days cannot be added.");
    expect(html).not.toContain("http-equiv");
  });
});

describe("paid minutes ago", () => {
  const recent_top_up: ServiceView["recent_top_up"] = {
    id: "top_7",
    paid_at: "2025-01-08T03:00:00.000Z",
    offer_kind: "days",
    quantity: 7,
    price: { minor: 7000, currency: "aud" },
    transaction_id: "TXN-123456",
    new_expiry: EXPIRY,
  };

  test("stands above the first step, once, with a link to it", async () => {
    const paid = {
      id: "top_7",
      state: "paid",
      own: true,
      offer_kind: "days",
      quantity: 7,
    } as const;
    const openTopUps = [{ ...paid, price: { minor: 7000, currency: "aud" } }];
    const html = await page({ recent_top_up, open_top_ups: openTopUps });
    expect(textOf(html)).toContain("You already paid 2 minutes ago.");
    expect(html.match(/href="\/t\/svc_1\/top_7"/g)).toHaveLength(1);
    expect(textOf(html)).not.toContain("We have received");
  });
});

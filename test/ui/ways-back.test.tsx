/** Row R9: every way back keeps the device of link or top-up, whatever the address finds. */
import { describe, expect, test } from "vitest";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import { TOP_UP_STATES } from "../../src/domain/top-up/states.ts";
import { addMorePath } from "../../src/ui/portal/page/addresses.ts";
import { SERVICE_ID, type TestBackend } from "../app/test-backend.ts";
import { kestrel, openedTopUp, paidTopUp, portal } from "./portal.ts";
import { textOf, topUpJson } from "./samples.ts";

/** Last digits of the customer's device, and of the one that the shared hotspot's address finds. */
const OURS = "5678";
const THEIRS = "0994";
const THEIR_ID: ServiceId = `svc_${"1".repeat(26)}`;

/** The address finds another customer's device from now on, as on a shared hotspot. */
function moveTo(backend: TestBackend): TestBackend {
  const theirs = { ...backend.service, id: THEIR_ID, label: "Hotspot", msisdn: "61412340994" };
  backend.atAddress = [theirs];
  return backend;
}
const atTheirHotspot = (): TestBackend => moveTo(kestrel());

/** What a customer can press: links, forms and what the browser opens by itself. */
const waysOf = (html: string): readonly string[] =>
  [...html.matchAll(/(?:href|action)="([^"]*)"|content="1;url=([^"]*)"/g)]
    .map(([, one, other]) => (one ?? other ?? "").replaceAll("&amp;", "&"))
    .filter((way) => way.startsWith("/") && !way.startsWith("/assets/"));

/** "/find" always asks which device it is. */
const keeps = (way: string): boolean => way === "/find" || /^\/[lst]\/./.test(way);

const add = (id: string) => addMorePath(SERVICE_ID, id);
const idIn = (path: string): string => path.split("/").at(-1) ?? "";

describe("every way back keeps the device", () => {
  test.each(TOP_UP_STATES)("from the page of a top-up that is %s", async (state) => {
    const backend = atTheirHotspot();
    const topUp = { ...topUpJson(state), service_id: SERVICE_ID };
    const { page } = portal({ backend, topUp });
    const ways = waysOf(await page(`/t/${SERVICE_ID}/${topUp.id}`));
    expect(ways.length).toBeGreaterThan(1);
    expect(ways.filter((way) => !keeps(way))).toEqual([]);
  });

  test.each(["days", "billing", "payment"])(
    "in the middle of a link's journey: %s",
    async (step) => {
      const backend = atTheirHotspot();
      const { page } = portal({ backend });
      const path = `/l/${await backend.link()}`;
      const html = await page(`${path}?days=7&step=${step}`);
      expect(html).toContain(`<a class="brand" href="${path}?step=days">`);
      const ways = waysOf(html);
      expect(ways.filter((way) => way !== "/find" && !way.startsWith(path))).toEqual([]);
    },
  );

  test("from a top-up that a link's page shows: back to the link", async () => {
    const backend = kestrel();
    const { path } = await openedTopUp(backend);
    moveTo(backend);
    const token = await backend.link();
    const { page } = portal({ backend });
    const html = await page(`${path}?link=${token}`);
    expect(waysOf(html)).toContain(`/l/${token}?days=7`);
    expect(html).toContain(`<a class="brand" href="/l/${token}">`);
    const forged = await page(`${path}?link=x${token}`);
    expect(waysOf(forged)).not.toContain(`/l/x${token}?days=7`);
    expect(waysOf(forged)).toContain(`${add(idIn(path))}?days=7`);
  });

  test("the calendar reminder leads to the service of the top-up", async () => {
    const topUp = { ...topUpJson("credited"), service_id: SERVICE_ID };
    const { page } = portal({ backend: atTheirHotspot(), topUp });
    const text = await page(`/t/${SERVICE_ID}/${topUp.id}/reminder.ics`);
    const whole = text.replaceAll("\r\n ", "");
    expect(whole).toContain(`URL:https://kestrel.example${add(topUp.id)}\r\n`);
    expect(whole).not.toMatch(/https:\/\/kestrel\.example\/(?!t\/)/);
  });
});

describe("the way back from a top-up", () => {
  test("knows the session that bought it: its own device, not that of the address", async () => {
    const backend = kestrel();
    const { path } = await paidTopUp(backend);
    moveTo(backend);
    const text = textOf(await portal({ backend }).page(`${add(idIn(path))}?days=9`));
    expect(text).toContain(`ends in ${OURS}`);
    expect(text).toContain("2 days left, until Fri 10 Jan");
    expect(text).not.toContain(THEIRS);
  });

  test("asks any other session, and shows it neither label, balance nor date", async () => {
    const backend = kestrel();
    const { path } = await paidTopUp(backend);
    moveTo(backend);
    const another = portal({ backend, sessionId: `ses_${"9".repeat(26)}` });
    const html = await another.page(`${add(idIn(path))}?days=9`);
    const [yes = ""] = waysOf(html).filter(
      (way) => way.startsWith("/s/") && way.includes("days=9"),
    );
    expect(textOf(html)).toContain("Is this your device?");
    const shop = textOf(await another.page(yes));
    expect(shop).toContain(OURS);
    expect(shop).toContain("We show no balance for a typed number.");
    expect(shop).not.toMatch(/2 days left|10 Jan/);
  });

  test("of a top-up that does not exist: which device is it for?", async () => {
    const { page } = portal({ backend: atTheirHotspot() });
    for (const id of [`top_${"7".repeat(26)}`, "top_x"]) {
      expect(textOf(await page(add(id)))).toContain("Which device is it for?");
    }
  });

  test("the reminder's address refunds nothing: another session may not ask", async () => {
    const backend = kestrel();
    const { path } = await paidTopUp(backend);
    moveTo(backend);
    const another = portal({ backend, sessionId: `ses_${"9".repeat(26)}` });
    const answer = await another.request(`${path}/refund`, { method: "POST" });
    expect(answer.status).toBe(403);
    const own = await portal({ backend }).request(`${path}/refund`, { method: "POST" });
    expect(own.status).toBe(303);
    const text = textOf(await another.page(path));
    expect(text).toContain("Refunding your payment, as you asked…");
  });
});

describe("where the address and the last device differ", () => {
  test("the page asks, and yes is remembered", async () => {
    const backend = atTheirHotspot();
    const { request } = portal({ backend });
    const linked = await request(`/l/${await backend.link()}?step=days`);
    const cookie = `${linked.headers.get("set-cookie")}`.split(";")[0] ?? "";
    const asked = await (await request("/?days=9", { headers: { cookie } })).text();
    expect(textOf(asked)).toContain("Is this your device?");
    expect(textOf(asked)).toContain(`ends in ${THEIRS}`);
    const [yes = ""] = waysOf(asked).filter((way) => way.includes("device="));
    const shop = await request(yes, { headers: { cookie } });
    expect(textOf(await shop.text())).toContain(THEIRS);
    const now = `${shop.headers.get("set-cookie")}`.split(";")[0] ?? "";
    expect(now).toBe(`et_service=${THEIR_ID}`);
    const again = await request("/", { headers: { cookie: now } });
    expect(textOf(await again.text())).not.toContain("Is this your device?");
  });

  test("a new browser, or one that was here last, is not asked", async () => {
    const { request } = portal({ backend: atTheirHotspot() });
    for (const cookie of ["", `et_service=${THEIR_ID}`, "et_service=nonsense"]) {
      const html = await (await request("/", { headers: { cookie } })).text();
      expect(textOf(html)).not.toContain("Is this your device?");
    }
  });

  test("a yes for one device is none for another that the address finds by then", async () => {
    const { request } = portal({ backend: atTheirHotspot() });
    const cookie = `et_service=${SERVICE_ID}`;
    const html = await (
      await request(`/?step=days&device=${SERVICE_ID}`, { headers: { cookie } })
    ).text();
    expect(textOf(html)).toContain("Is this your device?");
  });
});

/** Is a person there? A typed number shows it before it pays, where the operator asks for it. */
import type { Page } from "@playwright/test";
import type { TurnstileFault, WidgetMode } from "../simulators/turnstile/server.ts";
import { TURNSTILE_KEYS } from "../simulators/turnstile/tokens.ts";
import { TIMINGS } from "./support/global-setup.ts";
import { openWorld } from "./support/open-world.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";
import { publishAddress, type WorldAddress, worldAddress } from "./support/world-address.ts";

let usual: WorldAddress;
let close = async () => {};
// A world of its own: in the other one nothing is asked.
test.beforeAll(async () => {
  usual = worldAddress();
  close = await openWorld("e2e-human", TIMINGS, {
    TURNSTILE_SITE_KEY: TURNSTILE_KEYS.siteKey,
    TURNSTILE_SECRET_KEY: TURNSTILE_KEYS.secretKey,
  });
});
test.afterAll(async () => {
  publishAddress(usual);
  await close();
});
test.afterEach(() => turnstile({ mode: "asks", unreachable: false, fault: null }));

interface Switches {
  readonly mode?: WidgetMode;
  readonly unreachable?: boolean;
  readonly fault?: TurnstileFault | null;
}
async function turnstile(switches: Switches): Promise<void> {
  const url = `${worldAddress().turnstile}/_admin`;
  await fetch(url, { method: "POST", body: JSON.stringify(switches) });
}

/** Up to the press of Pay, by a typed number. */
async function pressPay(page: Page, portal: Portal, path = ""): Promise<void> {
  await portal.open(path);
  await portal.typeNumber();
  await page.getByTestId("confirm-yes").click();
  await portal.buy(9);
}
const group = (page: Page) => page.locator("#human-check");
const box = (page: Page) => page.frameLocator("#human-check iframe").getByTestId("human");

test("a typed number: shows that a person is there, by keyboard, and has paid", async ({
  unidentified: page,
  member,
}) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(worldAddress().turnstile)) foreign.push(request.url());
  });
  const portal = new Portal(page, member);
  const isShown = expect(group(page)).toBeFocused();
  await pressPay(page, portal);
  await isShown;
  await expect(group(page)).toContainText("One quick check that you are a person");
  expect(foreign[0]).toMatch(/api\.js\?render=explicit$/);
  await expectBought(member);
  await expect(box(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(box(page)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(member, credited(9));
});

test("a holder, by address: nothing of another origin is loaded for it", async ({ portal }) => {
  const { page, member } = portal;
  page.on("request", (request) => {
    expect(request.url().startsWith(worldAddress().turnstile)).toBe(false);
  });
  await portal.open();
  await portal.buy(9);
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(member, credited(9));
});

for (const [why, wrong, right] of [
  ["the widget says no", { mode: "blocks" }, { mode: "passes" }],
  ["the widget cannot be reached", { unreachable: true }, { unreachable: false, mode: "passes" }],
] as const) {
  test(`${why}: a sentence, nothing is charged, and the next press pays`, async ({
    unidentified: page,
    member,
  }) => {
    await turnstile(wrong);
    const portal = new Portal(page, member);
    await pressPay(page, portal);
    await expect(portal.banner()).toContainText("We could not check that you are a person.");
    await expect(group(page)).toHaveCount(0);
    await expectBought(member);
    await turnstile(right);
    await page.getByTestId("pay").click();
    await expect(portal.result("credited")).toBeVisible();
    await expectBought(member, credited(9));
  });
}

test("Cloudflare does not answer about the token: a sentence, and the next press pays", async ({
  unidentified: page,
  member,
}) => {
  await turnstile({ mode: "passes", fault: "failing" });
  const portal = new Portal(page, member);
  await pressPay(page, portal);
  await expect(portal.banner()).toContainText("Try again in a minute.");
  await turnstile({ fault: null });
  await page.getByTestId("pay").click();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(member, credited(9));
});

test("in Arabic, from right to left", async ({ unidentified: page, member }) => {
  const portal = new Portal(page, member);
  await pressPay(page, portal, "?lang=ar");
  await expect(group(page)).toContainText("فحص سريع للتأكد من أنك إنسان");
  await expect(group(page)).toHaveCSS("direction", "rtl");
  await box(page).check();
  await expect(portal.result("credited")).toBeVisible();
});

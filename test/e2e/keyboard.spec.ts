/** A customer without a mouse: everything works by Tab, Enter and arrows, and the focus is seen. */
import type { Locator, Page } from "@playwright/test";
import { credited, expectBought } from "./support/oracle.ts";
import { CARD, type Portal } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

/** More key presses than any page has stops. */
const MOST = 60;

const hasFocus = (target: Locator) =>
  target.evaluate((each) => document.hasFocus() && document.activeElement === each);

/** The focused element has a ring, lies within the window, and nothing covers it. */
async function expectFocusSeen(page: Page): Promise<void> {
  await styled(page);
  const seen = await page.evaluate(() => {
    const on = document.activeElement;
    if (on === null || on === document.body || on instanceof HTMLIFrameElement) return null;
    // The bank's overlay is not ours to check.
    if (document.querySelector("[data-testid='3ds-overlay']")) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(on);
    const box = on.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      where: `${on.tagName} ${on.className} ${on.textContent?.slice(0, 30)}`,
      ring: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
      uncovered: top !== null && (on.contains(top) || top.contains(on)),
    };
  });
  if (seen !== null) expect(seen).toEqual({ where: seen.where, ring: true, uncovered: true });
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < MOST; i++) {
    await page.keyboard.press("Tab");
    await expectFocusSeen(page);
    if (await hasFocus(target)) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Every stop of the page in order, until the focus leaves the page; throws if it never does. */
async function stopsOf(page: Page, key: "Tab" | "Shift+Tab"): Promise<string[]> {
  const stops: string[] = [];
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  for (let i = 0; i < MOST; i++) {
    await page.keyboard.press(key);
    await expectFocusSeen(page);
    const stop = await page.evaluate(() => {
      const on = document.activeElement;
      if (on === null || on === document.body || on === document.documentElement) return null;
      const all = [...document.body.querySelectorAll("*")];
      return `${all.indexOf(on)} ${on.tagName} ${on.textContent?.slice(0, 30)}`;
    });
    if (stop === null || stop === stops[0]) return stops;
    if (stop !== stops.at(-1)) stops.push(stop);
  }
  throw new Error(`the focus never left: ${stops.slice(-4).join(", ")}`);
}

const cardField = (page: Page, id: string) =>
  page.frameLocator('[data-testid="payment-element-frame"]').getByTestId(id);
const heading = (page: Page) => page.locator("#steps h1");

async function typeBilling({ page, email }: Portal): Promise<void> {
  const answers = { "first-name": "Ada", "last-name": "Nowak", email };
  for (const [id, text] of Object.entries(answers)) {
    await tabTo(page, page.getByTestId(id));
    await page.keyboard.type(text);
  }
}

async function typeCard(page: Page, number: string): Promise<void> {
  await tabTo(page, cardField(page, "card-number"));
  await page.keyboard.type(number);
  await tabTo(page, cardField(page, "card-expiry"));
  await page.keyboard.type("1234");
  await tabTo(page, cardField(page, "card-cvc"));
  await page.keyboard.type("123");
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

test("from opening to success without a mouse", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await tabTo(page, page.getByTestId("days"));
  for (const key of ["End", "PageDown", "ArrowLeft", "ArrowRight", "ArrowRight"]) {
    await page.keyboard.press(key);
  }
  await expect(page.getByTestId("days")).toHaveValue("24");
  await press(page, page.getByTestId("continue-days"));
  await expect(heading(page)).toBeFocused();
  await press(page, page.getByTestId("continue-billing"));
  await expect(page.getByTestId("first-name")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await typeBilling(portal);
  await press(page, page.getByTestId("continue-billing"));
  await expect(heading(page)).toBeFocused();
  await portal.cardFormReady();
  await typeCard(page, CARD.insufficientFunds);
  await press(page, page.getByTestId("pay"));
  await expect(portal.banner()).toBeFocused();
  await tabTo(page, cardField(page, "card-number"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(CARD.asksBank);
  await press(page, page.getByTestId("pay"));
  await portal.bankAsks();
  const bank = page.frameLocator('[data-testid="3ds-frame"]');
  if (!(await hasFocus(bank.getByTestId("3ds-complete")))) {
    await tabTo(page, bank.getByTestId("3ds-complete"));
  }
  await page.keyboard.press("Enter");
  await expect(portal.result("credited")).toBeVisible();
  // The update that the receipt was sent does not move the focus.
  await expect(page.locator("#act").getByText(portal.email)).toBeVisible();
  await expect(page.locator("#have h1")).toBeFocused();
  await expectBought(portal.member, credited(24));
});

test("no step traps the focus, and Shift+Tab has the same stops", async ({ portal }) => {
  const { page } = portal;
  const expectNoTrap = async () => {
    const stops = await stopsOf(page, "Tab");
    expect(stops.length).toBeGreaterThan(5);
    expect((await stopsOf(page, "Shift+Tab")).toReversed()).toEqual(stops);
  };
  await portal.open();
  await expectNoTrap();
  await page.getByTestId("continue-days").click();
  await portal.fillBilling();
  await expectNoTrap();
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
  await expectNoTrap();
});

test("the first stop skips the head of the page", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await expect(page.locator(".skip")).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main")?.id)).toBe("main");
});

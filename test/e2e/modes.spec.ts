/** Settings of the customer's system: reduced motion, forced colours. */
import type { Locator } from "@playwright/test";
import { CARD, type Portal } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

/** Goes to the bank's check; from there the page will show days that are being added, animated. */
async function goToBank(portal: Portal): Promise<void> {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
}

const animations = (portal: Portal) =>
  portal.page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === "running").length,
  );

test("reduced motion: nothing moves, neither while days are being added nor at the end", async ({
  portal,
  ocs,
}) => {
  await goToBank(portal);
  await ocs.fault({ kind: "hang", method: "SetBalance" });
  await portal.answerBank("complete");
  await expect(portal.result("crediting")).toBeVisible();
  expect(await animations(portal)).toBeGreaterThan(0);
  await portal.page.emulateMedia({ reducedMotion: "reduce" });
  expect(await animations(portal)).toBe(0);
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  expect(await animations(portal)).toBe(0);
});

test("the line fills once, when the result arrives, from the start side of the page", async ({
  portal,
}) => {
  const { page } = portal;
  const line = page.locator("#have .days");
  await portal.open("?lang=ar");
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await expect(page.locator(".is-new")).toHaveCount(0);
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expect(page.locator(".bal.is-new")).toBeVisible();
  await expect(line).toHaveCSS("animation-name", "fill-rtl");
  await page.goto(`${page.url()}?lang=en`);
  await expect(portal.result("credited")).toBeVisible();
  await expect(line).toHaveCSS("animation-name", "none");
});

test("reduced motion: a button changes its colour at once", async ({ portal }) => {
  await portal.open();
  const button = portal.page.getByTestId("continue-days");
  await expect(button).not.toHaveCSS("transition-duration", "0s");
  await portal.page.emulateMedia({ reducedMotion: "reduce" });
  await expect(button).toHaveCSS("transition-duration", "0s");
});

/** How a mark of the line looks with forced colours. */
async function looksOf(mark: Locator) {
  await styled(mark.page());
  return mark.evaluate((each) => {
    const { backgroundColor, borderTopStyle, borderTopWidth } = getComputedStyle(each);
    const { height } = each.getBoundingClientRect();
    const outlined = borderTopStyle !== "none" && borderTopWidth !== "0px";
    return { fill: backgroundColor, edge: outlined ? borderTopStyle : "none", height };
  });
}

/** A colour of the system, as this browser has it. */
const system = (portal: Portal, name: string) =>
  portal.page.evaluate((colour) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.forcedColorAdjust = "none";
    probe.style.backgroundColor = colour;
    const found = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return found;
  }, name);

test.describe("forced colours", () => {
  test.use({ forcedColors: "active" });

  test("step 1: present days, days to add and empty ones look different", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    const [ink, highlight] = [
      await system(portal, "CanvasText"),
      await system(portal, "Highlight"),
    ];
    expect(ink).not.toBe(highlight);
    const have = await looksOf(page.locator("#have .days .have").first());
    const empty = await looksOf(page.locator("#have .days i:not([class])").first());
    const add = await looksOf(page.locator("#ruler .days .add").first());
    expect(have.fill).toBe(ink);
    expect(add.fill).toBe(highlight);
    expect(empty.height).toBeLessThanOrEqual(3);
    expect(have.height).toBeGreaterThan(8);
    await expect(page.getByTestId("continue-days")).toHaveCSS("border-top-width", "2px");
    await page.getByTestId("days").focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByTestId("days")).toHaveCSS("outline-style", "solid");
  });

  test("the result: days being added, then added", async ({ portal, ocs }) => {
    const { page } = portal;
    await goToBank(portal);
    await ocs.fault({ kind: "hang", method: "SetBalance" });
    await portal.answerBank("complete");
    await expect(portal.result("crediting")).toBeVisible();
    const highlight = await system(portal, "Highlight");
    const have = await looksOf(page.locator(".days .have").first());
    const wait = await looksOf(page.locator(".days .wait").last());
    expect(wait.edge).toBe("solid");
    expect(wait.fill).not.toBe(have.fill);
    expect(wait.fill).not.toBe(highlight);
    await ocs.calm();
    await expect(portal.result("credited")).toBeVisible();
    // Drawn again when the receipt is sent.
    for (const mark of [page.locator(".days .add").first(), page.locator(".legend .add")]) {
      await expect.poll(async () => (await looksOf(mark)).fill).toBe(highlight);
    }
  });

  test("refunded: days that were not added are dashed", async ({ portal, ocs }) => {
    const { page } = portal;
    await goToBank(portal);
    await ocs.silence();
    await portal.answerBank("complete");
    await portal.requestRefund();
    await expect(portal.result("refunded")).toBeVisible();
    const gone = await looksOf(page.locator(".days .gone").first());
    const have = await looksOf(page.locator(".days .have").first());
    expect(gone.edge).toBe("dashed");
    expect(gone.fill).not.toBe(have.fill);
  });
});

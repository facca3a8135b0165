/** By thumb, by mouse and by paste. */
import type { Page } from "@playwright/test";
import type { Portal } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

/** Width of the slider's handle in CSS pixels. */
const HANDLE = 12;

/** Touch moves per swipe. */
const STEPS = 12;

interface Point {
  readonly x: number;
  readonly y: number;
}

const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

/** Records every price that the page shows from now on. */
async function watchPrice(page: Page): Promise<() => Promise<string[]>> {
  const prices = await page.evaluateHandle(() => {
    const seen: string[] = [];
    const place = document.querySelector("#days-form [data-slot=price]");
    const watcher = new MutationObserver(() => seen.push(place?.textContent ?? ""));
    if (place) watcher.observe(place, { childList: true, characterData: true, subtree: true });
    return seen;
  });
  return () => prices.jsonValue();
}

/** The middle of the handle at this number of days. */
async function placeOf(page: Page, days: number): Promise<Point> {
  const slider = page.getByTestId("days");
  await styled(page);
  const box = await slider.boundingBox();
  if (!box) throw new Error("the slider is not on the page");
  const most = Number(await slider.getAttribute("max"));
  const part = (days - 1) / (most - 1);
  return { x: box.x + HANDLE / 2 + part * (box.width - HANDLE), y: box.y + box.height / 2 };
}

async function expectChosen({ page, ...portal }: Portal, days: number): Promise<void> {
  await expect(page.getByTestId("days")).toHaveValue(`${days}`);
  await expect(page.locator("#days-form [data-slot=price]")).toHaveText(`$${days * 10}.00`);
  await expect(page.locator("#ruler .days i.add")).toHaveCount(days);
  expect(new URL(page.url()).searchParams.get("days"), portal.email).toBe(`${days}`);
}

test.describe("by thumb", () => {
  test.use({ hasTouch: true, isMobile: true });

  test("a tap on the line chooses that day", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    const promised = await portal.promised().textContent();
    const { x, y } = await placeOf(page, 21);
    await page.touchscreen.tap(x, y);
    await expectChosen(portal, 21);
    await expect(portal.promised()).not.toHaveText(promised ?? "");
    await page.locator(".picks button[value='14']").tap();
    await expectChosen(portal, 14);
  });

  test("the handle follows the thumb, and the page stays where it is", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    await expectDragged(portal, 7, [10, 15, 24]);
    await expectDragged(portal, 24, [12, 3]);
    expect(await scrolled(page)).toBe(0);
  });

  test.describe("on the smallest phone", () => {
    test.use({ viewport: { width: 320, height: 568 } });

    test("scrolling the page with a finger on the slider changes nothing, not even for a moment", async ({
      portal,
    }) => {
      const { page } = portal;
      await portal.open();
      await page.locator(".picks button[value='7']").tap();
      await page.getByTestId("days").press("ArrowRight");
      await expectChosen(portal, 8);
      const promised = (await portal.promised().textContent()) ?? "";
      const seen = await watchPrice(page);
      const before = await scrolled(page);
      const { x, y } = await placeOf(page, 27);
      await swipe(page, { x, y }, { x: x + 10, y: y + 200 });
      await expect.poll(() => scrolled(page)).toBeLessThan(before - 20);
      await expectChosen(portal, 8);
      await expect(portal.promised()).toHaveText(promised);
      expect(await seen(), "prices shown meanwhile").toEqual([]);
      await page.getByTestId("days").evaluate((it) => it.scrollIntoView({ block: "center" }));
      const handle = await placeOf(page, 20);
      await page.touchscreen.tap(handle.x, handle.y);
      await expectChosen(portal, 20);
      await page.getByTestId("days").press("ArrowRight");
      await expectChosen(portal, 21);
    });

    test("a drag that begins far from the handle moves it along", async ({ portal }) => {
      await portal.open();
      await portal.page.locator(".picks button[value='7']").tap();
      await expectDragged(portal, 27, [20, 9]);
    });
  });

  /** Swipes with one finger in a straight line. */
  async function swipe(page: Page, from: Point, to: Point): Promise<void> {
    const thumb = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Point[]) =>
      thumb.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", [from]);
    for (let i = 1; i <= STEPS; i++) {
      const part = i / STEPS;
      const at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      await touch("touchMove", [at]);
    }
    await touch("touchEnd", []);
    await thumb.detach();
  }

  /** Drags the handle from one day over others and checks the price at each. */
  async function expectDragged(portal: Portal, from: number, over: number[]): Promise<void> {
    const { page } = portal;
    const thumb = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove", { x, y }: Point) =>
      thumb.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x, y }] });
    await touch("touchStart", await placeOf(page, from));
    for (const days of over) {
      const { x, y } = await placeOf(page, days);
      // A thumb does not stay exactly on the line.
      await touch("touchMove", { x, y: y + 6 });
      await expectChosen(portal, days);
    }
    await thumb.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expectChosen(portal, over.at(-1) ?? from);
    await thumb.detach();
  }
});

test("by mouse: the handle follows, also when the mouse leaves the line", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  const from = await placeOf(page, 7);
  const to = await placeOf(page, 18);
  const end = await placeOf(page, 30);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 100, { steps: 5 });
  await expectChosen(portal, 18);
  await page.mouse.move(end.x + 100, end.y, { steps: 5 });
  await page.mouse.up();
  await expectChosen(portal, 30);
});

test("with JavaScript the links to other steps keep the choice, also in a new tab", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  await page.getByTestId("continue-days").click();
  await expect(page.getByTestId("first-name")).toBeVisible();
  await page.goBack();
  await portal.chooseDays(12);
  await page.getByTestId("continue-days").click();
  await expect(page.getByRole("link", { name: "Change" })).toHaveAttribute("href", /\?days=12$/);
});

test.describe("by paste", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  /** Pastes a text with the keyboard. */
  async function paste(page: Page, into: string, text: string): Promise<void> {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.getByTestId(into).focus();
    await page.keyboard.press("ControlOrMeta+V");
  }

  test("every billing field accepts pasted text, also with spaces around it", async ({
    portal,
  }) => {
    const { page } = portal;
    await portal.open();
    await page.getByTestId("continue-days").click();
    await expect(page.getByTestId("first-name")).toBeVisible();
    await paste(page, "first-name", "  Ada ");
    await paste(page, "last-name", "Nowak-O’Brien van der Łęg");
    await paste(page, "email", `\t${portal.email}\n`);
    await page.getByTestId("continue-billing").click();
    await portal.cardFormReady();
    await expect(page.getByTestId("first-name")).toHaveValue("  Ada ");
    await expect(page.getByTestId("last-name")).toHaveValue("Nowak-O’Brien van der Łęg");
    await expect(page.getByTestId("email")).toHaveValue(portal.email);
    await portal.fillCard();
    await portal.pay();
    await expect(portal.result("credited")).toBeVisible();
  });

  test("an error disappears as soon as the right text is pasted", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    await page.getByTestId("continue-days").click();
    await page.getByTestId("continue-billing").click();
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
    await paste(page, "email", portal.email);
    await expect(page.getByTestId("email")).not.toHaveAttribute("aria-invalid");
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
  });

  test("the number of a device", async ({ portal }) => {
    const { page } = portal;
    await portal.open("find");
    await paste(page, "identity", ` ${portal.member.service.serviceUuid} `);
    await page.getByTestId("find").click();
    await expect(page.getByTestId("confirm-yes")).toBeVisible();
  });
});

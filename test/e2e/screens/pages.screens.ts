/**
 * Takes a picture of every state of every page, for people to look at. Pictures show whole pages,
 * with the bar at the end of the page instead of the bottom of the window.
 */
import type { ElementHandle, Frame, Page } from "@playwright/test";
import { setReaderStyle } from "../support/layout.ts";
import { test } from "../support/test.ts";
import { FOLDER, pictureOf, type Theme, WIDTHS } from "./folder.ts";
import type { StateName } from "./states.ts";
import { follow } from "./tour.ts";
import { TOURS } from "./tours.ts";

const HEIGHTS = { 320: 640, 390: 844, 768: 1024, 1280: 800 } as const;

/** States with an overlay: it covers the window, not the whole of a longer page. */
const COVERED: readonly StateName[] = ["bank", "wallet-sheet"];

async function shoot(page: Page, state: StateName): Promise<void> {
  const variant = test.info().project.name as Theme | "arabic";
  const before = page.viewportSize();
  await setReaderStyle(page, ".bar { position: static }");
  for (const width of variant === "arabic" ? ([390] as const) : WIDTHS) {
    const path = `${FOLDER}${pictureOf(state, variant, width)}`;
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    if (!COVERED.includes(state)) await openWhole(page, width);
    await page.screenshot({ path, animations: "disabled" });
  }
  await setReaderStyle(page, "");
  if (before) await page.setViewportSize(before);
}

/**
 * Makes the window as high as its page. Playwright's own picture of a whole page lacks the contents
 * of frames that are out of view, because a browser does not paint those.
 */
async function openWhole(page: Page, width: number): Promise<void> {
  for (let height = 0; ; ) {
    for (const frame of page.frames()) await painted(frame);
    // A frame reports its height after it was painted, which changes the page.
    const whole = await page.evaluate(() => {
      scrollTo(0, 0);
      return document.documentElement.scrollHeight;
    });
    if (whole === height) return;
    height = whole;
    await page.setViewportSize({ width, height });
  }
}

async function painted(frame: Frame): Promise<void> {
  const place = frame.parentFrame() && (await frame.frameElement());
  // A frame out of view is never painted, so there is nothing to wait for.
  if (place && !(await isInView(place))) return;
  await frame.evaluate(() => new Promise((then) => requestAnimationFrame(then)));
}

const isInView = (place: ElementHandle): Promise<boolean> =>
  place.evaluate((element) => {
    const { top, bottom, width } = (element as Element).getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight;
  });

for (const tour of TOURS) {
  test.describe(tour.meets.join(", "), () => {
    test.use({ buckets: tour.buckets ?? null, brand: tour.brand ?? "default" });
    test("pictures", { tag: tour.main ? "@main" : "@other" }, async ({
      page,
      portal,
      ocs,
      another,
    }) => {
      const at = (state: StateName, shown = page) => shoot(shown, state);
      await follow(tour, { page, portal, ocs, another, at });
    });
  });
}

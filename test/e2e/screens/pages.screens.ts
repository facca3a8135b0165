/**
 * Every state of every page, photographed for eyes to judge. Whole pages, so that the bar at the
 * bottom of the window is at the bottom of its page.
 */
import type { Page } from "@playwright/test";
import { wear } from "../support/layout.ts";
import { test } from "../support/test.ts";
import { FOLDER, pictureOf, type Theme, WIDTHS } from "./folder.ts";
import type { StateName } from "./states.ts";
import { follow } from "./tour.ts";
import { TOURS } from "./tours.ts";

const HEIGHTS = { 320: 640, 390: 844, 768: 1024, 1280: 800 } as const;

/** What lies over the page covers the window, not the whole of a longer page. */
const COVERED: readonly StateName[] = ["bank", "wallet-sheet"];

async function shoot(page: Page, state: StateName): Promise<void> {
  const look = test.info().project.name as Theme | "arabic";
  const before = page.viewportSize();
  await wear(page, ".bar { position: static }");
  for (const width of look === "arabic" ? ([390] as const) : WIDTHS) {
    const path = `${FOLDER}${pictureOf(state, look, width)}`;
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    const fullPage = !COVERED.includes(state);
    await page.screenshot({ path, fullPage, animations: "disabled" });
  }
  await wear(page, "");
  if (before) await page.setViewportSize(before);
}

for (const tour of TOURS) {
  test.describe(tour.meets.join(", "), () => {
    test.use({ buckets: tour.buckets ?? null });
    test("photographed", { tag: tour.main ? "@main" : "@other" }, async ({
      page,
      portal,
      ocs,
      another,
    }) => {
      const at = (state: StateName, there = page) => shoot(there, state);
      await follow(tour, { page, portal, ocs, another, at });
    });
  });
}

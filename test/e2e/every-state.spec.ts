/**
 * Visits every state of the portal once: axe finds nothing, also in the frames of the payment form,
 * and on the narrowest phone everything fits.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { namesWithState, STATES } from "./screens/states.ts";
import { follow } from "./screens/tour.ts";
import { TOURS } from "./screens/tours.ts";
import { expectLargeTargets, expectToFit, expectToTakeTextSpacing } from "./support/layout.ts";
import { expect, test } from "./support/test.ts";

// No trace: it would take pictures all the time, and axe says where it found something.
// Reduced motion: axe must not measure a colour in transition from one theme to the other.
test.use({ trace: "off", contextOptions: { reducedMotion: "reduce" } });

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
/** Rules whose result depends on the theme. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** An experimental rule of axe, left out: it reads "7" above "2 Dec" as one word "72 Dec". */
const EXPERIMENT = "label-content-name-mismatch";

/** The mode for pages with frames of other origins opens a second page each time. */
const axe = (page: Page) =>
  new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode(page.frames().length === 1);

async function expectNothingFound(page: Page): Promise<void> {
  const light = await axe(page).withTags(TAGS).disableRules(EXPERIMENT).analyze();
  expect.soft(light.violations.map(summaryOf)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await axe(page).withRules(COLOURS).analyze();
  expect.soft(dark.violations.map(summaryOf), "dark").toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

const PHONE = { width: 390, height: 844 };
/** Also a window of 1280 px at 400 %. */
const NARROW = { width: 320, height: 640 };

async function expectAllToFit(page: Page): Promise<void> {
  await page.setViewportSize(NARROW);
  await expectToFit(page);
  await expectLargeTargets(page);
  await expectToTakeTextSpacing(page);
  await page.setViewportSize(PHONE);
}

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];
const summaryOf = ({ id, help, nodes }: Violation) => ({
  id,
  help,
  where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
});

/** Every tour from left to right, the main ones also from right to left. */
const RUNS = TOURS.flatMap((tour) => [
  { tour, locale: "en-GB" },
  ...(tour.main ? [{ tour, locale: "ar" }] : []),
]);

for (const { tour, locale } of RUNS) {
  test.describe(`${locale}: ${tour.meets.join(", ")}`, () => {
    test.use({
      buckets: tour.buckets ?? null,
      brand: tour.brand ?? "default",
      colorScheme: "light",
      locale,
    });
    test("axe finds nothing, and it fits", async ({ page, portal, ocs, another }) => {
      const at = (state: string, shown = page) =>
        test.step(state, async () => {
          await expectNothingFound(shown);
          await expectAllToFit(shown);
        });
      await follow(tour, { page, portal, ocs, another, at });
    });
  });
}

test("every state is met on a tour, every name of a top-up is a state", () => {
  const met = TOURS.flatMap(({ meets }) => meets);
  expect(met.toSorted()).toEqual(STATES.toSorted());
  expect(namesWithState.filter(([, state]) => !met.includes(state))).toEqual([]);
});

/**
 * Every state of the portal, visited once: axe finds nothing, the frames of the payment form
 * included, and on the narrowest phone everything fits.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { namesWithState, STATES } from "./screens/states.ts";
import { follow } from "./screens/tour.ts";
import { TOURS } from "./screens/tours.ts";
import { expectToBeHit, expectToFit, expectToTakeTextSpacing } from "./support/layout.ts";
import { expect, test } from "./support/test.ts";

// A trace takes pictures all the time, and axe says where it found something.
// Less motion: a colour on its way from one theme to the other is none that anybody reads.
test.use({ trace: "off", contextOptions: { reducedMotion: "reduce" } });

const TAGS = [
  ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
];
/** What a theme can change; everything else is the same page. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Still an experiment of axe's: reads "7" above "2 Dec" as the one word "72 Dec". */
const EXPERIMENT = "label-content-name-mismatch";

/** Its other mode, for pages with frames of other houses, opens a second page each time. */
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
/** Also what 1280 px are at 400 %. */
const NARROW = { width: 320, height: 640 };

async function expectAllToFit(page: Page): Promise<void> {
  await page.setViewportSize(NARROW);
  await expectToFit(page);
  await expectToBeHit(page);
  await expectToTakeTextSpacing(page);
  await page.setViewportSize(PHONE);
}

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];
const summaryOf = ({ id, help, nodes }: Violation) => ({
  id,
  help,
  where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
});

/** Every tour as most read it; the main ones from right to left too. */
const GOES = TOURS.flatMap((tour) => [
  { tour, locale: "en-GB" },
  ...(tour.main ? [{ tour, locale: "ar" }] : []),
]);

for (const { tour, locale } of GOES) {
  test.describe(`${locale}: ${tour.meets.join(", ")}`, () => {
    test.use({ buckets: tour.buckets ?? null, colorScheme: "light", locale });
    test("axe finds nothing, and it fits", async ({ page, portal, ocs, another }) => {
      const at = (state: string, there = page) =>
        test.step(state, async () => {
          await expectNothingFound(there);
          await expectAllToFit(there);
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

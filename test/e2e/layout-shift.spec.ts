/** Nothing on the page jumps: not when it opens, not between steps, not at a new reading. */
import type { Page } from "@playwright/test";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

/** Sum of the browser's layout shifts (web.dev/cls), without its window of 5 s. */
const MOST = 0.01;

interface Shift {
  readonly value: number;
  readonly what: readonly string[];
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Entry extends PerformanceEntry {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node: Node | null }[];
    }
    const seen: Shift[] = [];
    Object.assign(window, { shifts: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Entry[]) {
        if (entry.hadRecentInput) continue;
        const what = entry.sources.map(({ node }) =>
          node instanceof Element ? `${node.tagName} ${node.className}` : `${node?.nodeName}`,
        );
        seen.push({ value: entry.value, what });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** Shifts are reported after a frame is drawn: two frames later all of them are known. */
async function shiftsOf(page: Page): Promise<readonly Shift[]> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    return Reflect.get(window, "shifts") as Shift[];
  });
}

const sumOf = (shifts: readonly Shift[]) => shifts.reduce((sum, { value }) => sum + value, 0);

async function expectNoShift(page: Page): Promise<void> {
  const shifts = await shiftsOf(page);
  expect.soft(sumOf(shifts), JSON.stringify(shifts)).toBeLessThanOrEqual(MOST);
}

test("a page that jumps is noticed", async ({ portal }) => {
  const { page } = portal;
  await watch(page);
  await portal.open();
  await page.waitForLoadState("load");
  await page.evaluate(() => {
    const late = document.createElement("div");
    late.style.blockSize = "200px";
    document.body.insertBefore(late, document.body.firstChild);
  });
  expect(sumOf(await shiftsOf(page))).toBeGreaterThan(MOST);
});

for (const width of [320, 390, 1280]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: width < 500 ? 664 : 800 } });

    test("opening, moving the slider, and the steps forward and back", async ({ portal }) => {
      const { page } = portal;
      await watch(page);
      await portal.open();
      await page.waitForLoadState("load");
      await expectNoShift(page);
      await page.getByTestId("days").press("End");
      await expect(page.getByTestId("price")).toHaveText("$300.00");
      await expectNoShift(page);
      await page.getByTestId("continue-days").click();
      await portal.fillBilling();
      await expectNoShift(page);
      await page.getByTestId("continue-billing").click();
      await portal.cardFormReady();
      await expectNoShift(page);
      await page.goBack();
      await page.goBack();
      await expect(page.getByTestId("days")).toBeVisible();
      await expectNoShift(page);
    });
  });
}

/**
 * Stripe's frames tell the page their heights some time after they have said "ready": here as late
 * as on a busy machine, and the form is shown only once.
 */
async function holdBackHeights(page: Page): Promise<void> {
  await page.addInitScript((ms) => {
    if (!location.pathname.startsWith("/frames/")) return;
    const Real = window.ResizeObserver;
    window.ResizeObserver = class extends Real {
      constructor(report: ResizeObserverCallback) {
        super((entries, observer) => void setTimeout(() => report(entries, observer), ms));
      }
    };
  }, HELD_MS);
}
const HELD_MS = 400;
/** The heights of the simulator's frames until they tell their own; px. */
const FIRST_HEIGHTS = [
  ["payment-element-frame", 352],
  ["express-checkout-frame", 0],
] as const;

for (const width of [320, 390, 1280]) {
  test.describe(`${width} px, and high enough for the whole form`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("frames that tell their heights late do not move what is below them", async ({
      portal,
    }) => {
      const { page } = portal;
      await holdBackHeights(page);
      await portal.open();
      await watch(page);
      await portal.open();
      await portal.goToPayment(7);
      for (const [frame, before] of FIRST_HEIGHTS) {
        await styled(page);
        const box = () => page.getByTestId(frame).boundingBox();
        await expect.poll(async () => (await box())?.height).not.toBe(before);
      }
      await expectNoShift(page);
    });
  });
}

test("a new reading replaces the old one without a shift", async ({ portal, ocs }) => {
  const { page } = portal;
  const gate = Promise.withResolvers<void>();
  await portal.open();
  await ocs.silence();
  await page.route(/\/api\/service/, async (route) => {
    await gate.promise;
    await route.fallback();
  });
  await watch(page);
  await portal.open();
  await page.waitForLoadState("load");
  const renewed = page.waitForResponse(/\/api\/service/);
  await ocs.calm();
  gate.resolve();
  await (await renewed).finished();
  await expect(page.getByText("3 days left")).toBeVisible();
  await expectNoShift(page);
});

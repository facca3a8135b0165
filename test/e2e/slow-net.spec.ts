/** A small phone on a slow network: there is text from the first paint on, and nothing jumps. */
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

test.use({ viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true });

/** Good is below 0.1 (web.dev/cls). */
const MOST = 0.05;
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 20_000 };

/** What step 3 shows in one drawn frame. */
interface Frame {
  readonly words: string;
  readonly wait: boolean;
  readonly pay: boolean;
  readonly shift: number;
}

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Records every frame that the page draws from now on. */
async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frames: Frame[] = [];
    const shifts: string[] = [];
    let shift = 0;
    Object.assign(window, { drawn: frames, shifts });
    const seen = (selector: string) =>
      document.querySelector(selector)?.checkVisibility({ visibilityProperty: true }) === true;
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        shift += value;
        const what = sources.map(({ node }) => (node instanceof Element ? node.outerHTML : ""));
        shifts.push(`${value}: ${what.map((html) => html.slice(0, 60))}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
    const observe = () => {
      const panel = document.querySelector<HTMLElement>("[data-panel=payment]");
      if (panel && performance.getEntriesByType("paint").length > 0) {
        const words = panel.innerText.trim();
        frames.push({ words, wait: seen("#element-wait"), pay: seen("#pay"), shift });
      }
      requestAnimationFrame(observe);
    };
    requestAnimationFrame(observe);
  });
}

test("a reload at the payment step", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  const net = await page.context().newCDPSession(page);
  await net.send("Network.enable");
  await net.send("Network.emulateNetworkConditions", SLOW);
  await watchFrames(page);
  await page.reload();
  await portal.cardFormReady();
  const frames = await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return Reflect.get(window, "drawn") as Frame[];
  });
  const loading = frames.filter(({ wait }) => wait);
  expect(loading.length).toBeGreaterThan(1);
  expect(frames.filter(({ words }) => words === "")).toEqual([]);
  expect(frames[0]?.words).toContain("Loading the card form…");
  expect(loading.filter(({ pay }) => pay)).toEqual([]);
  const after = frames.findIndex(({ pay }) => pay);
  expect(frames.slice(0, after).every(({ wait }) => wait)).toBe(true);
  expect(frames.at(-1)?.pay).toBe(true);
  const shifts = await page.evaluate(() => `${Reflect.get(window, "shifts")}`);
  expect(frames.at(-1)?.shift, shifts).toBeLessThanOrEqual(MOST);
});

/** The reference page of the API: drawn by its renderer under the strict policy, in both themes. */
import type { Page } from "@playwright/test";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

interface Watched {
  /** What the policy of the page forbade. */
  violations(): Promise<readonly string[]>;
  /** Requests to other origins, failed requests, and errors in the console. */
  readonly faults: string[];
}

declare global {
  var forbidden: string[];
}

async function openDocs(page: Page, fragment = ""): Promise<Watched> {
  const { origin } = new URL(worldAddress().portal);
  const faults: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:")) faults.push(`elsewhere: ${url}`);
  });
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.addInitScript(() => {
    globalThis.forbidden = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.forbidden.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  await page.goto(`${origin}/api/docs${fragment}`);
  await styled(page);
  return { faults, violations: () => page.evaluate(() => globalThis.forbidden) };
}

/** Contrast of a text with the opaque colour behind it, by WCAG 2. */
const contrastOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
      const light = (colour: string) => {
        const parts = numbers(colour).slice(0, 3);
        const [r = 0, g = 0, b = 0] = parts.map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      let behind: Element | null = element;
      while (behind && (numbers(getComputedStyle(behind).backgroundColor)[3] ?? 1) < 1) {
        behind = behind.parentElement;
      }
      const back = light(getComputedStyle(behind ?? element).backgroundColor);
      const front = light(getComputedStyle(element).color);
      return (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
    });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 1280, height: 900 } });

    test("shows an opened operation with its example and its refusals", async ({ page }) => {
      const watched = await openDocs(page);
      const cancel = page.locator("#operations-Top-ups-cancelTopUp");
      await cancel
        .getByRole("button", { name: /cancel/ })
        .first()
        .click();
      await expect(cancel.getByText("Only Stripe's answer makes it true")).toBeVisible();
      await expect(cancel.getByText("not_yours").first()).toBeVisible();
      await expect(cancel.getByText('"canceling"').first()).toBeVisible();
      await expect(page.locator("html")).toHaveClass(colorScheme === "dark" ? "dark-mode" : "");
      for (const text of [".info .title", ".opblock-description p", ".opblock-summary-path"]) {
        expect(await contrastOf(page, text), text).toBeGreaterThanOrEqual(4.5);
      }
      expect(await watched.violations()).toEqual([]);
      expect(watched.faults).toEqual([]);
    });
  });
}

test("a link leads to one operation, and a call can be tried", async ({ page }) => {
  const watched = await openDocs(page, "#/About/getHealth");
  const health = page.locator("#operations-About-getHealth");
  await health.getByRole("button", { name: "Try it out" }).click();
  await health.getByRole("button", { name: "Execute" }).click();
  await expect(health.locator(".live-responses-table").getByText('"ok"')).toBeVisible();
  expect(await watched.violations()).toEqual([]);
  expect(watched.faults).toEqual([]);
});

test("the renderer is an asset that a browser keeps for a year", async ({ page }) => {
  const renderer = page.waitForResponse(/swagger-ui-[\d.]+\.js$/);
  await openDocs(page);
  expect((await renderer).headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
});

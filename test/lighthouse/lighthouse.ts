/**
 * `npm run lighthouse [-- --runs 5]` audits step 1 on a phone, as the median of some runs, and the
 * page of a credited top-up. Accessibility and best practices are asserted; performance and bytes
 * are only printed, because they also depend on this machine. Nothing leaves the machine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Result } from "lighthouse";
import { ROOT } from "../dev/paths.ts";
import { ensureChromium } from "../runner/chromium.ts";
import { audit, LEAST, medianOf, summary } from "./audit.ts";
import { openBrowser } from "./browser.ts";
import { buyDays, openShop } from "./shop.ts";

const REPORTS = `${ROOT}.tmp/lighthouse/`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
  const missing = ensureChromium();
  if (missing !== null) throw new Error(missing);
  const shop = await openShop();
  const browser = await openBrowser();
  const pages: [string, Result][] = [];
  try {
    const runs: Result[] = [];
    for (let i = 0; i < Number(values.runs); i++) runs.push(await audit(shop.url, browser.port));
    pages.push([`step 1, median of ${runs.length}`, medianOf(runs)]);
    const result = await buyDays(browser.chromium, shop.url);
    pages.push(["the result", await audit(result, browser.port)]);
  } finally {
    await browser.close();
    await shop.stop();
  }
  mkdirSync(REPORTS, { recursive: true });
  let failed = 0;
  for (const [name, result] of pages) {
    const { lines, below } = summary(result);
    writeFileSync(
      `${REPORTS}${name.split(",")[0]?.replaceAll(" ", "-")}.json`,
      JSON.stringify(result),
    );
    console.log([`${name}:`, ...lines].join("\n  "));
    failed += below;
  }
  if (failed > 0) process.exitCode = 1;
  console.log(`${pages.length * LEAST.length - failed} passed, ${failed} failed`);
}

await main();

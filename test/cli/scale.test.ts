/** What a load costs: the model by hand, and the document that is written from measured counts. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { linesOf, monthUsd, nextMillionUsd, type ScaleCounts } from "../../src/cli/scale/model.ts";
import { scaleDocument } from "../../src/cli/scale/render.ts";
import { ROOT } from "../dev/paths.ts";

const measured = JSON.parse(
  readFileSync(`${ROOT}src/cli/scale/counts.json`, "utf8"),
) as ScaleCounts;

test("src/docs/scale.md is what the command writes from the measured counts", () => {
  const written = readFileSync(`${ROOT}src/docs/scale.md`, "utf8");
  expect(written, "npm run scale -- --write").toBe(scaleDocument(measured));
});

test("what was measured is within the budgets of one top-up", () => {
  const { topUp, d1Bytes } = measured;
  expect(topUp.d1RowsWritten).toBeLessThanOrEqual(40);
  expect(d1Bytes).toBeLessThanOrEqual(1600);
  expect(topUp.queueOperations).toBeLessThanOrEqual(3 * 4);
  for (const asked of Object.values(topUp)) expect(asked).toBeGreaterThan(0);
});

const counts: ScaleCounts = {
  topUp: { requests: 10, objectRowsWritten: 30 },
  page: { requests: 1 },
  canceled: { objectRowsWritten: 20 },
  sweep: { requests: 1 },
  d1Bytes: 1000,
  d1MainBytes: 300,
  objectBytes: 10_000,
  objectBytesPerTopUp: 1000,
};
const load = {
  topUps: 2_000_000,
  pages: 5,
  canceled: 0.5,
  services: 1_000_000,
  stored: 10_000_000,
};

test("a month costs the plan and what is beyond its units", () => {
  const lines = linesOf(counts, load);
  const usd = Object.fromEntries(lines.map(({ billed, usd: cost }) => [billed, cost]));
  // 2 M × (10 + 5) and 8,640 sweeps, 10 M of them in the plan, at 0.30 a million.
  expect(usd.requests).toBeCloseTo(0.3 * (30.00864 - 10), 6);
  // 2 M × (30 + 10), 50 M in the plan, at 1.00.
  expect(usd.objectRowsWritten).toBeCloseTo(30, 6);
  // 10 GB of services and 10 GB of top-ups, 5 in the plan, at 0.20; 10 GB of D1, 5 in it, at 0.75.
  expect(usd.objectStorage).toBeCloseTo(3, 6);
  expect(usd.d1Storage).toBeCloseTo(3.75, 6);
  expect(monthUsd(lines)).toBeCloseTo(5 + 6.002592 + 30 + 3 + 3.75, 6);
});

test("a further million is paid in full, without the plan and the sweeps", () => {
  const usd = nextMillionUsd(counts, load).reduce((sum, line) => sum + line.usd, 0);
  expect(usd).toBeCloseTo(15 * 0.3 + 40, 6);
});

test("the command refuses what is no amount, by its option", () => {
  const scale = (...args: string[]) =>
    spawnSync(process.execPath, [`${ROOT}src/cli/scale.ts`, ...args], { encoding: "utf8" });
  const refused = scale("--pages", "many");
  expect([refused.status, refused.stderr.trim()]).toEqual([
    1,
    '--pages has to be a number of 0 or more, not "many"',
  ]);
  const printed = scale("--top-ups", "0", "--services", "0", "--stored", "0");
  expect(printed.stdout).toMatch(/\| Workers Paid plan \| {2}\| {2}\| 5\.00 \|\n.*\*\*5\.\d\d\*\*/);
});

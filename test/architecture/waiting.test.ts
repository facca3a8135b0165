/** What makes a test pass on a quick machine only. */
import { describe, expect, test } from "vitest";
import playwrightConfig from "../e2e/playwright.config.ts";
import nodeConfig from "../vitest.config.ts";
import workersConfig from "../vitest.workers.config.ts";
import { code, type SourceFile } from "./support/files.ts";

const lines = ({ path, text }: SourceFile) =>
  text.split("\n").map((line, n) => ({ where: `${path}:${n + 1}`, line }));
const found = (files: readonly SourceFile[], what: RegExp) =>
  files
    .flatMap(lines)
    .filter(({ line }) => what.test(line))
    .map(({ where, line }) => `${where}: ${line.trim()}`);

const tests = code("test").filter(({ path }) => !path.startsWith("test/architecture/"));
const journeys = tests.filter(({ path }) => path.startsWith("test/e2e/"));

/** Reads boxes or styles, takes a picture, or has axe do so. */
const MEASURES =
  /\.boundingBox\(|getBoundingClientRect\(|getComputedStyle\(|new AxeBuilder\(|\.screenshot\(/;
/** Measure what needs no style sheet of the page, or are called only by the tours. */
const NEED_NO_STYLE = [
  "test/e2e/every-state.spec.ts",
  "test/e2e/screens/contact-sheet.ts",
  "test/e2e/screens/pages.screens.ts",
];

describe("tests on a slow machine", () => {
  test("a journey that measures a page waits for its style sheets", () => {
    const hasty = journeys
      .filter(({ text }) => MEASURES.test(text) && !/from "\.\/(support\/)?styled\.ts"/.test(text))
      .map(({ path }) => path);
    expect(hasty, "await styled(page) of test/e2e/support/styled.ts").toEqual(NEED_NO_STYLE);
  });

  test("no test waits for a time of its own", () => {
    expect(found(tests, /waitForTimeout\(|networkidle/)).toEqual([]);
    // `until` of test/object/support has a generous limit; vitest's own is one second.
    expect(found(tests, /vi\.wait(For|Until)\(/)).toEqual([
      "test/object/support/until.ts:8: vi.waitUntil(look, { timeout: WITHIN_MS });",
    ]);
  });

  test("the limits of all runners are generous", () => {
    for (const { test: settings } of [nodeConfig, workersConfig] as Settings[]) {
      expect(settings.testTimeout).toBeGreaterThanOrEqual(60_000);
      expect(settings.hookTimeout).toBeGreaterThanOrEqual(60_000);
    }
    expect(playwrightConfig.timeout).toBeGreaterThanOrEqual(180_000);
    expect(playwrightConfig.expect?.timeout).toBeGreaterThanOrEqual(60_000);
  });
});

interface Settings {
  readonly test: { readonly testTimeout: number; readonly hookTimeout: number };
}

import { existsSync, readFileSync } from "node:fs";

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Failures that are not failures of a test; one line each. */
  readonly notes: readonly string[];
}

export const count = (passed: number, failed: number, ...notes: string[]): Count => ({
  passed,
  failed,
  notes,
});

export function sum(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((total, each) => total + each.passed, 0),
    failed: counts.reduce((total, each) => total + each.failed, 0),
    notes: counts.flatMap((each) => each.notes),
  };
}

/** How a program ended, and its report. */
export interface Ended {
  readonly exitCode: number;
  readonly report: unknown;
  readonly lastLine: string;
}

/**
 * Counts a runner that ended badly without a failed test, or executed nothing, as one failure more.
 * A skipped test counts as failed, because it proves nothing.
 */
function toCount(ended: Ended, passed: number, failed: number, notes: string[]): Count {
  if (passed + failed === 0) return count(0, 1, "executed nothing", ...notes);
  if (ended.exitCode !== 0 && failed === 0) {
    return count(passed, 1, `ended with exit code ${ended.exitCode}`, ...notes);
  }
  return count(passed, failed, ...notes);
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Reads vitest's JSON report. A file that could not be loaded is one failure. */
export function countVitest(ended: Ended): Count {
  const report = ended.report as VitestReport | null;
  if (report === null) return count(0, 1, `no report, exit code ${ended.exitCode}`);
  const skipped = report.numPendingTests + report.numTodoTests;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((each) => each.status === "failed"),
  );
  return toCount(ended, report.numPassedTests, report.numFailedTests + skipped + broken.length, [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...broken.map(({ name }) => `could not run ${name}`),
  ]);
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors?: readonly { readonly message?: string }[];
}

/** Reads Playwright's JSON report. A test that passed only when repeated has failed. */
export function countPlaywright(ended: Ended): Count {
  const report = ended.report as PlaywrightReport | null;
  if (report === null) return count(0, 1, `no report, exit code ${ended.exitCode}`);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const errors = (report.errors ?? []).map(({ message }) => message?.split("\n")[0] ?? "error");
  return toCount(ended, expected, unexpected + flaky + skipped, errors);
}

/**
 * Reads the last line `N passed, N failed` of one of our programs. Without such a line the program
 * counts as one test, which passed if the exit code is 0.
 */
export function countProgram(ended: Ended): Count {
  const said = /(\d+) passed, (\d+) failed$/.exec(ended.lastLine);
  if (said) return toCount(ended, Number(said[1]), Number(said[2]), []);
  return ended.exitCode === 0 ? count(1, 0) : count(0, 1, `exit code ${ended.exitCode}`);
}

export function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

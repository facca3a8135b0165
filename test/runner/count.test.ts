import { describe, expect, test } from "vitest";
import { count, countPlaywright, countProgram, countVitest, sum } from "./count.ts";
import { planned } from "./steps.ts";

const vitest = (passed: number, failed: number, more: object = {}) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...more,
});
const ended = (report: unknown, exitCode = 0, lastLine = "") => ({ report, exitCode, lastLine });
const short = ({ passed, failed }: { passed: number; failed: number }) => [passed, failed];

describe("vitest", () => {
  test("what passed and failed is counted", () => {
    expect(short(countVitest(ended(vitest(5, 0))))).toEqual([5, 0]);
    expect(short(countVitest(ended(vitest(5, 2), 1)))).toEqual([5, 2]);
  });

  test("a skipped test has failed", () => {
    expect(short(countVitest(ended(vitest(5, 0, { numPendingTests: 1 }))))).toEqual([5, 1]);
  });

  test("a file that could not be loaded is a failure of its own", () => {
    const broken = { name: "a.test.ts", status: "failed", assertionResults: [] };
    const counted = countVitest(ended(vitest(5, 0, { testResults: [broken] }), 1));
    expect(counted).toEqual(count(5, 1, "could not run a.test.ts"));
  });

  test("no report, nothing executed, and a bad end without a failed test are failures", () => {
    expect(short(countVitest(ended(null, 1)))).toEqual([0, 1]);
    expect(short(countVitest(ended(vitest(0, 0))))).toEqual([0, 1]);
    expect(short(countVitest(ended(vitest(5, 0), 1)))).toEqual([5, 1]);
  });
});

describe("Playwright", () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };

  test("flaky and skipped journeys have failed", () => {
    expect(short(countPlaywright(ended({ stats })))).toEqual([3, 0]);
    const flaky = { ...stats, unexpected: 1, flaky: 1, skipped: 1 };
    expect(short(countPlaywright(ended({ stats: flaky }, 1)))).toEqual([3, 3]);
  });

  test("a world that does not start is a failure, with its reason", () => {
    const report = { stats: { ...stats, expected: 0 }, errors: [{ message: "no Worker\nat x" }] };
    expect(countPlaywright(ended(report, 1))).toEqual(count(0, 1, "executed nothing", "no Worker"));
  });
});

describe("our own programs", () => {
  test("count by their last line, if the exit code agrees", () => {
    expect(short(countProgram(ended(null, 0, "300 passed, 0 failed")))).toEqual([300, 0]);
    expect(short(countProgram(ended(null, 1, "298 passed, 2 failed")))).toEqual([298, 2]);
    expect(short(countProgram(ended(null, 1, "300 passed, 0 failed")))).toEqual([300, 1]);
    expect(short(countProgram(ended(null, 0, "0 passed, 0 failed")))).toEqual([0, 1]);
  });

  test("without such a line they count as one test", () => {
    expect(short(countProgram(ended(null, 0, "done")))).toEqual([1, 0]);
    expect(short(countProgram(ended(null, 1, "Cannot find module")))).toEqual([0, 1]);
  });
});

describe("the test command", () => {
  test("runs every runner, quick ones first", () => {
    const names = planned([]).map(({ name }) => name);
    expect(names[0]).toBe("biome check .");
    expect(names.slice(-8)).toEqual([
      "vitest node",
      "vitest workers",
      "simulate",
      "explore",
      "playwright",
      "firefox",
      "webkit",
      "lighthouse",
    ]);
  });

  test("runs only what is named, and refuses an unknown name", () => {
    expect(planned(["domain", "object"]).map(({ args }) => args.at(-1))).toEqual([
      "test/domain/",
      "test/object/",
    ]);
    expect(planned(["adapters"])).toHaveLength(2);
    expect(() => planned(["nonsense"])).toThrow(/nonsense/);
  });

  test("runs a whole runner, or a part of the journeys, as the jobs of CI do", () => {
    const argsOf = (...words: string[]) => planned(words).map(({ args }) => args.slice(-1));
    expect(planned(["node"]).map(({ name }) => name)).toEqual(["vitest node"]);
    expect(planned(["workers", "simulate", "explore"])).toHaveLength(3);
    expect(argsOf("journeys:2/3")).toEqual([["--shard=2/3"]]);
    expect(argsOf("journeys")).toEqual([["--project=journeys"]]);
    expect(argsOf("alone")).toEqual([["--no-deps"]]);
    expect(argsOf("engines")).toEqual([["found by address: seven days"], ["seven days"]]);
    expect(argsOf("firefox")).toEqual([["--project=firefox"]]);
    expect(() => planned(["journeys:x"])).toThrow(/journeys:x/);
  });

  test("adds up all runners", () => {
    expect(sum([count(2, 0), count(3, 1, "why")])).toEqual(count(5, 1, "why"));
  });
});

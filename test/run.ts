/**
 * `npm test` runs everything, quick things first; `npm test -- domain http` runs only those. The
 * last line is `N passed, N failed` over all runners; after any failure the exit code is 1.
 */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { ROOT } from "./dev/paths.ts";
import { chromiumVersion, ensureChromium } from "./runner/chromium.ts";
import { type Count, count, type Ended, readReport, sum } from "./runner/count.ts";
import { ensureFirefox } from "./runner/firefox.ts";
import { type Command, planned } from "./runner/steps.ts";

const PATH = `${ROOT}node_modules/.bin:${process.env.PATH}`;

async function run(step: Command): Promise<Count> {
  if (step.needs !== undefined) {
    const missing = step.needs === "chromium" ? ensureChromium() : ensureFirefox();
    if (missing !== null) return count(0, 1, missing);
    if (step.needs === "chromium") console.log(chromiumVersion());
  }
  if (step.report !== undefined) {
    mkdirSync(dirname(step.report), { recursive: true });
    rmSync(step.report, { force: true });
  }
  const { exitCode, lastLine } = await execute(step);
  return step.read({ exitCode, lastLine, report: step.report ? readReport(step.report) : null });
}

function execute(step: Command): Promise<Omit<Ended, "report">> {
  return new Promise((resolve) => {
    const child = spawn(step.command, step.args, {
      cwd: ROOT,
      env: { ...process.env, ...step.env, PATH },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let tail = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      process.stdout.write(text);
      tail = (tail + text).slice(-2000);
    });
    child.once("error", (fault) => resolve({ exitCode: 127, lastLine: String(fault) }));
    child.once("close", (code) => {
      resolve({ exitCode: code ?? 1, lastLine: tail.trimEnd().split("\n").at(-1)?.trim() ?? "" });
    });
  });
}

async function main(): Promise<void> {
  const steps = planned(process.argv.slice(2));
  const lines: string[] = [];
  const counts: Count[] = [];
  for (const step of steps) {
    console.log(`\n── ${step.name}`);
    const began = performance.now();
    const result = await run(step);
    counts.push(result);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const { passed, failed } = result;
    lines.push(`${`${passed}`.padStart(6)} passed ${`${failed}`.padStart(4)} failed \
${seconds.padStart(6)} s  ${step.name}`);
    for (const note of result.notes) lines.push(`       ${step.name}: ${note}`);
  }
  const total = sum(counts);
  if (total.failed > 0) process.exitCode = 1;
  console.log(`\n${lines.join("\n")}\n${total.passed} passed, ${total.failed} failed`);
}

await main().catch((fault: unknown) => {
  console.error(fault);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
});

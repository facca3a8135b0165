import { readFileSync } from "node:fs";
import { ROOT } from "../dev/paths.ts";
import { type Count, countPlaywright, countProgram, countVitest, type Ended } from "./count.ts";

/** One program of a test run, and how to read its result. */
export interface Command {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The JSON report that it writes. */
  readonly report?: string;
  readonly read: (ended: Ended) => Count;
  /** The browser that has to be there before it starts. */
  readonly needs?: "chromium" | "firefox";
}

/** The words that `npm test -- <word>` accepts, in the order of a whole run. */
export const NODE_LAYERS = [
  "architecture",
  "dev",
  "runner",
  "domain",
  "app",
  "cli",
  "i18n",
  "ui",
  "http",
  "simulation",
  "release",
  "crash",
];
export const WORKER_LAYERS = ["object"];
/** Whole runners, as the jobs of CI run them. */
const RUNNERS = ["node", "workers", "journeys", "alone", "firefox", "webkit"];
export const OTHER_STEPS = [
  "check",
  "document",
  "deploy",
  "adapters",
  "simulate",
  "explore",
  "e2e",
  "engines",
  "lighthouse",
];
export const WORDS = [...OTHER_STEPS, ...RUNNERS, ...NODE_LAYERS, ...WORKER_LAYERS];

/**
 * All programs, or those that the words name: a layer ("domain"), a runner ("node") or a step.
 * `journeys:1/3` is the first third of the journeys that may run side by side; `alone` are the
 * others. `engines` is the main journey in Firefox and in WebKit; `firefox` and `webkit` are all of
 * theirs. Throws on an unknown word.
 */
export function planned(given: readonly string[]): Command[] {
  const shard = given.flatMap((word) => /^journeys:(\d+\/\d+)$/.exec(word)?.[1] ?? [])[0];
  const words = given.map((word) =>
    shard !== undefined && word.endsWith(shard) ? "journeys" : word,
  );
  const unknown = words.filter((word) => !WORDS.includes(word));
  if (unknown.length > 0) {
    throw new Error(`unknown: ${unknown.join(", ")}. Known: ${WORDS.join(", ")}`);
  }
  const all = words.length === 0;
  const wanted = (word: string) => all || words.includes(word);
  const node = words.filter((word) => NODE_LAYERS.includes(word) || word === "adapters");
  const workers = words.filter((word) => WORKER_LAYERS.includes(word) || word === "adapters");
  return [
    ...(wanted("check") ? checks() : []),
    ...(wanted("document") ? [document()] : []),
    ...(wanted("deploy") ? [deploy()] : []),
    ...(wanted("node") ? [vitest("node", NODE, [])] : []),
    ...(node.length > 0 ? [vitest("node", NODE, node)] : []),
    ...(wanted("workers") ? [vitest("workers", WORKERS, [])] : []),
    ...(workers.length > 0 ? [vitest("workers", WORKERS, workers)] : []),
    ...(wanted("simulate") ? [program("simulate", "--seeds", "300")] : []),
    ...(wanted("explore") ? [program("explore")] : []),
    ...(wanted("e2e") ? [playwright("playwright", "--project=journeys", "--project=alone")] : []),
    ...(wanted("engines") ? [firefox("--grep", MAIN_JOURNEY), webkit("--only", "seven days")] : []),
    ...(words.includes("firefox") ? [firefox()] : []),
    ...(words.includes("webkit") ? [webkit()] : []),
    ...(words.includes("journeys") ? [journeys(shard)] : []),
    ...(words.includes("alone") ? [playwright("alone", "--project=alone", "--no-deps")] : []),
    ...(wanted("lighthouse") ? [lighthouse()] : []),
  ];
}

/** The programs of `npm run check`, each as a step, so that one failure does not hide the next. */
function checks(): Command[] {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as {
    scripts: Record<string, string>;
  };
  return (scripts.check ?? "").split("&&").map((line) => {
    const [command = "", ...args] = line.trim().split(/\s+/);
    return { name: line.trim(), command, args, read: countProgram };
  });
}

function document(): Command {
  const args = ["test/http/lint-document.ts"];
  return { name: "document", command: process.execPath, args, read: countProgram };
}

/** Tries the deployment of each environment, and sends nothing. */
function deploy(): Command {
  const args = ["test/deploy/dry-run.ts"];
  return { name: "deploy", command: process.execPath, args, read: countProgram };
}

const NODE = "vitest.config.ts";
const WORKERS = "vitest.workers.config.ts";
const REPORTS = `${ROOT}.tmp/reports`;

function vitest(name: string, config: string, layers: readonly string[]): Command {
  const report = `${REPORTS}/${name}.json`;
  const args = [
    "run",
    "--config",
    `test/${config}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...layers.map((layer) => `test/${layer}/`),
  ];
  return { name: `vitest ${name}`, command: "vitest", args, report, read: countVitest };
}

function program(name: string, ...args: string[]): Command {
  const path = `test/simulation/${name}.ts`;
  return { name, command: process.execPath, args: [path, ...args], read: countProgram };
}

/** One run of each page: what is asserted does not depend on the load of the machine. */
function lighthouse(): Command {
  const args = ["test/lighthouse/lighthouse.ts", "--runs", "1"];
  const command = process.execPath;
  return { name: "lighthouse", command, args, read: countProgram, needs: "chromium" };
}

const journeys = (shard: string | undefined): Command =>
  playwright(
    "journeys",
    "--project=journeys",
    ...(shard === undefined ? [] : [`--shard=${shard}`]),
  );

/** The first journey of `paying.spec.ts`. */
const MAIN_JOURNEY = "found by address: seven days";

const firefox = (...more: string[]): Command => ({
  ...playwright("firefox", "--project=firefox", ...more),
  needs: "firefox",
});

function webkit(...more: string[]): Command {
  const args = ["test/e2e/webkit/webkit.ts", ...more];
  return { name: "webkit", command: process.execPath, args, read: countProgram };
}

function playwright(name: string, ...more: string[]): Command {
  const report = `${REPORTS}/${name}.json`;
  return {
    name,
    command: "playwright",
    args: ["test", "--config", "test/e2e/playwright.config.ts", "--reporter=list,json", ...more],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
    read: countPlaywright,
    needs: "chromium",
  };
}

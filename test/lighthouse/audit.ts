import lighthouse, { type Result } from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";

/** The least scores, of 100. */
export const LEAST = [
  ["accessibility", 95],
  ["best-practices", 95],
] as const;

/** Figures of the page's speed, which are only printed. */
const FIGURES = [
  ["first-contentful-paint", "first paint"],
  ["largest-contentful-paint", "largest"],
  ["total-blocking-time", "blocked"],
  ["cumulative-layout-shift", "shift"],
] as const;
const CATEGORIES = [...LEAST.map(([name]) => name), "performance"];

/** Errors that mean that the browser lost its trace and nothing was measured. */
const NOT_MEASURED: readonly string[] = ["NO_NAVSTART", "NO_TRACING_STARTED", "NO_SCREENSHOTS"];
const TRIES = 3;

/**
 * Audits a page with Lighthouse's own phone: slow 4G, a quarter of the CPU speed. Repeats the audit
 * if the browser lost its trace, as Lighthouse advises, but never because of its result.
 */
export async function audit(url: string, port: number): Promise<Result> {
  for (let tries = 1; ; tries++) {
    const result = await measure(url, port);
    const { runtimeError } = result;
    if (!runtimeError) return result;
    const repeat = tries < TRIES && NOT_MEASURED.includes(runtimeError.code);
    if (!repeat) throw new Error(`${url}: ${runtimeError.code} ${runtimeError.message}`);
    console.log(`not measured (${runtimeError.code}), repeated`);
  }
}

async function measure(url: string, port: number): Promise<Result> {
  const run = await lighthouse(url, {
    port,
    logLevel: "error",
    output: "json",
    onlyCategories: CATEGORIES,
    formFactor: "mobile",
  });
  if (run === undefined) throw new Error(`no result from Lighthouse for ${url}`);
  return run.lhr;
}

export const medianOf = (runs: readonly Result[]): Result => computeMedianRun([...runs]);

/** The lines to print for a run, and how many of the least scores it misses. */
export function summary(result: Result): { lines: string[]; below: number } {
  const score = (name: string) => Math.round((result.categories[name]?.score ?? 0) * 100);
  const missed = LEAST.filter(([name, least]) => score(name) < least);
  const shown = (name: string) => result.audits[name]?.displayValue ?? "unknown";
  return {
    below: missed.length,
    lines: [
      CATEGORIES.map((name) => `${name} ${score(name)}`).join(", "),
      FIGURES.map(([id, name]) => `${name} ${shown(id)}`).join(", "),
      ...bytesOf(result),
      ...missed.map(([name, least]) => `TOO LOW: ${name} below ${least}: ${why(result, name)}`),
    ],
  };
}

interface Transfer {
  readonly url: string;
  readonly transferSize: number;
}

/** Bytes on the wire per request, as a development server sends them. */
function bytesOf({ audits }: Result): string[] {
  const { details } = audits["network-requests"] ?? {};
  const items = details?.type === "table" ? (details.items as object[]) : [];
  const requests = items.filter(
    (item): item is Transfer => "url" in item && "transferSize" in item,
  );
  const total = requests.reduce((sum, { transferSize }) => sum + transferSize, 0);
  const each = requests.map(
    ({ url, transferSize }) =>
      `${transferSize} ${url.startsWith("data:") ? "data" : new URL(url).pathname}`,
  );
  return [`${requests.length} requests, ${total} bytes: ${each.join(", ")}`];
}

/** The audits that reduce a score. */
function why(result: Result, category: string): string {
  const refs = result.categories[category]?.auditRefs ?? [];
  return refs
    .filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id} (${result.audits[id]?.title})`)
    .join("; ");
}

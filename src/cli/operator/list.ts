import { type BrowsedJson, browsedView, MAX_PAGE } from "../../contract/operator-lists.ts";
import { parseDecimal } from "../../domain/base/money.ts";
import { HOUR_MS, instantOf, wallAt } from "../../domain/base/time.ts";
import type { Ask } from "./api.ts";
import { listedLine } from "./listed-line.ts";
import type { Options } from "./options.ts";
import { UsageMistake } from "./usage.ts";
import { localTime } from "./when.ts";

/** Pages that one command asks for: where few rows fit, most of them are empty. */
const PAGES = 20;
const FAILED = "resolving,revoking,reversing,refunding,refund_failed,refunded,parked";
const REFUNDED = "refunding,refund_failed,refunded";

/** Whether `list` is about all top-ups, and not about what is unresolved. */
export const isBrowsing = ({ filters }: Options): boolean =>
  Object.values(filters).some((value) => value !== undefined && value !== false);

/** Top-ups newest first, one line each; the last line says how far the list went back. */
export async function browse(
  options: Options,
  ask: Ask,
  nowMs: number,
): Promise<readonly string[]> {
  const { limit, after, json, timeZone } = options;
  const wanted = Math.min(Number(limit ?? 25), MAX_PAGE);
  const query = queryOf(options, nowMs);
  const rows: BrowsedJson["top_ups"] = [];
  let next: string | null = after ?? null;
  let first = true;
  for (let page = 0; page < PAGES && rows.length < wanted && (first || next !== null); page++) {
    const left = `${wanted - rows.length}`;
    const asked = new URLSearchParams({ ...query, limit: left, ...(next && { before: next }) });
    const answer: BrowsedJson = await ask(`/operator/top-ups?${asked}`, browsedView);
    rows.push(...answer.top_ups);
    next = answer.next;
    first = false;
  }
  if (json) return [JSON.stringify({ top_ups: rows, next })];
  const about = query.declined ? "with a declined card (30 days)" : "paid, or at a bank";
  return [
    ...rows.map((row) => listedLine(row, timeZone)),
    next === null
      ? `${rows.length} found, all there are: ${about}`
      : `${rows.length} found so far: ${about}; older ones: --after ${next}`,
  ];
}

/** The filters as the deployment takes them. Throws `UsageMistake`. */
function queryOf({ filters, timeZone }: Options, nowMs: number): Readonly<Record<string, string>> {
  const { state, failed, refunded, declined, today, since, amount, brand, service } = filters;
  const chosen = [state !== undefined, failed, refunded, declined].filter(Boolean);
  if (chosen.length > 1) {
    throw new UsageMistake("list takes one of --state, --failed, --refunded, --declined", "list");
  }
  if (today && since !== undefined) {
    throw new UsageMistake("list takes --today or --since, not both", "list");
  }
  const states = state ?? (failed ? FAILED : refunded ? REFUNDED : undefined);
  const from = today ? localTime(iso(nowMs), timeZone).slice(0, 10) : since;
  return {
    ...(states !== undefined && { state: states }),
    ...(declined && { declined: "true" }),
    ...(from !== undefined && { since: startOf(from, timeZone) }),
    ...(amount !== undefined && priceOf(amount)),
    ...(brand !== undefined && { brand }),
    ...(service !== undefined && { service }),
  };
}

const iso = (ms: number) => new Date(ms).toISOString();

/** The first instant of a day of the operator's. */
function startOf(day: string, timeZone: string): string {
  const wall = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(wall)) {
    throw new UsageMistake(`--since needs a day as 2026-12-31, not ${day}`, "list");
  }
  const at = instantOf(wall, timeZone);
  // Where clocks go forward at midnight the day begins an hour later.
  return iso(wallAt(at, timeZone) < wall ? at + HOUR_MS : at);
}

/** "70.00 USD", "70.00USD". */
function priceOf(text: string): Readonly<Record<string, string>> {
  const [, decimal = "", code = ""] = /^\s*([\d.]+)\s*([A-Za-z]{3})\s*$/.exec(text) ?? [];
  const money = code === "" ? null : parseDecimal(decimal, code.toLowerCase());
  if (money === null) {
    throw new UsageMistake(
      `--amount needs an amount with currency as "70.00 USD", not ${text}`,
      "list",
    );
  }
  return { price_minor: `${money.minor}`, currency: money.currency };
}

import { type Billed, PLAN_USD, PRICES } from "./prices.ts";

/** What one event asks of the platform; what is not named, it does not ask. Bytes, not GB. */
export type AskedOfPlatform = Readonly<
  Partial<Record<Exclude<Billed, "objectStorage" | "d1Storage">, number>>
>;

/** Measured in workerd by `test/bench/scale.ts`. */
export interface ScaleCounts {
  /** From the first page to the receipt, with Stripe's webhooks and the projection. */
  readonly topUp: AskedOfPlatform;
  /** One more look at the first page. */
  readonly page: AskedOfPlatform;
  /** A top-up that was asked for and cancelled, without its pages. */
  readonly canceled: AskedOfPlatform;
  /** What runs every five minutes, whatever is sold. */
  readonly sweep: AskedOfPlatform;
  /** Of D1, per credited top-up. */
  readonly d1Bytes: number;
  /** Those of them that lie in the database DB. */
  readonly d1MainBytes: number;
  /** Of a service's object with its first top-up, and for each further one. */
  readonly objectBytes: number;
  readonly objectBytesPerTopUp: number;
}

/** A month of an operator. */
export interface MonthlyLoad {
  /** Credited in the month. */
  readonly topUps: number;
  /** Looks at the first page per credited top-up, beyond the one that led to it. */
  readonly pages: number;
  /** Canceled top-ups per credited top-up. */
  readonly canceled: number;
  /** Services that ever bought. */
  readonly services: number;
  /** Top-ups of all months so far, with this one. */
  readonly stored: number;
}

/** A usual one: people look more often than they buy, and a third of the top-ups is canceled. */
export const usualLoad = (topUps: number): MonthlyLoad => ({
  topUps,
  pages: 4,
  canceled: 0.5,
  services: topUps / 2,
  stored: topUps * 12,
});

/** Days of 24 hours in a month of Cloudflare's bill. */
const DAYS = 30;
const SWEEPS = DAYS * 24 * 12;
const GB = 1e9;

export interface CostLine {
  readonly billed: Billed;
  /** In the unit of its price. */
  readonly amount: number;
  /** US dollars beyond what the plan includes. */
  readonly usd: number;
}

/** What a month costs, a line for each price; the plan itself is not among them. */
export function linesOf(counts: ScaleCounts, load: MonthlyLoad): readonly CostLine[] {
  const { topUps, services, stored } = load;
  const asked = (billed: keyof AskedOfPlatform): number =>
    topUps *
      ((counts.topUp[billed] ?? 0) +
        load.pages * (counts.page[billed] ?? 0) +
        load.canceled * (counts.canceled[billed] ?? 0)) +
    SWEEPS * (counts.sweep[billed] ?? 0);
  const objectBytes = services * counts.objectBytes + stored * counts.objectBytesPerTopUp;
  return (Object.keys(PRICES) as Billed[]).map((billed) => {
    const amount =
      billed === "objectStorage"
        ? objectBytes / GB
        : billed === "d1Storage"
          ? (stored * counts.d1Bytes) / GB
          : asked(billed);
    return { billed, amount, usd: costOf(billed, amount) };
  });
}

function costOf(billed: Billed, amount: number): number {
  const { included, usd, per } = PRICES[billed];
  return (Math.max(0, amount - included) / per) * usd;
}

/** US dollars for the whole month, with the plan. */
export const monthUsd = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, PLAN_USD);

/** What a further million top-ups of this load costs once everything included is used up, USD. */
export function nextMillionUsd(counts: ScaleCounts, load: MonthlyLoad): readonly CostLine[] {
  const perTopUp = { ...load, topUps: 1_000_000, services: 0, stored: 0 };
  return linesOf({ ...counts, sweep: {} }, perTopUp).map((line) => {
    const { usd, per } = PRICES[line.billed];
    return { ...line, usd: (line.amount / per) * usd };
  });
}

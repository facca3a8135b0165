/** What Cloudflare bills of a deployment: unit, included in the Workers Paid plan, price beyond. */
export interface Price {
  readonly name: string;
  readonly unit: string;
  /** Units per month in the plan. */
  readonly included: number;
  /** US dollars for `per` units beyond. */
  readonly usd: number;
  readonly per: number;
  /** Cloudflare's page with this price, below developers.cloudflare.com. */
  readonly source: string;
}

/** The day on which the prices below were read. */
export const PRICES_READ_ON = "2026-12-01";
/** Of the Workers Paid plan, US dollars a month. */
export const PLAN_USD = 5;

const MILLION = 1_000_000;
const million = (name: string, included: number, usd: number, source: string): Price => ({
  name,
  unit: name,
  included: included * MILLION,
  usd,
  per: MILLION,
  source,
});
const gigabyte = (name: string, included: number, usd: number, source: string): Price => ({
  name,
  unit: "GB-month",
  included,
  usd,
  per: 1,
  source,
});

const OBJECTS = "durable-objects/platform/pricing";

export const PRICES = {
  requests: million("Worker requests", 10, 0.3, "workers/platform/pricing"),
  cpuMs: million("CPU ms", 30, 0.02, "workers/platform/pricing"),
  objectRequests: million("object requests", 1, 0.15, OBJECTS),
  objectSeconds: { ...million("object GB-s", 0.4, 12.5, OBJECTS), unit: "GB-s" },
  objectRowsRead: million("object rows read", 25_000, 0.001, OBJECTS),
  objectRowsWritten: million("object rows written", 50, 1, OBJECTS),
  objectStorage: gigabyte("object storage", 5, 0.2, OBJECTS),
  d1RowsRead: million("D1 rows read", 25_000, 0.001, "d1/platform/pricing"),
  d1RowsWritten: million("D1 rows written", 50, 1, "d1/platform/pricing"),
  d1Storage: gigabyte("D1 storage", 5, 0.75, "d1/platform/pricing"),
  queueOperations: million("queue operations", 1, 0.4, "queues/platform/pricing"),
  logLines: million("log lines", 20, 0.6, "workers/observability/logs/workers-logs"),
  dataPoints: million("data points", 10, 0.25, "analytics/analytics-engine/pricing"),
} as const satisfies Readonly<Record<string, Price>>;

export type Billed = keyof typeof PRICES;

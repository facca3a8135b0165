import type { Log } from "../../app/ports/log.ts";
import type { Metrics } from "../../app/ports/metrics.ts";
import { METRICS } from "../../contract/metrics.ts";

/** The limits of Analytics Engine (developers.cloudflare.com/analytics/analytics-engine/limits). */
export const POINT_LIMITS = {
  perInvocation: 250,
  fields: 20,
  indexBytes: 96,
  blobBytes: 16 * 1024,
} as const;

/** No blob of ours is long; an outsider's text in one must not displace the others. */
const BLOB_MAX = 200;

export interface MetricsDeps {
  /** Null: nothing is bound, and nothing is measured. */
  readonly dataset: Pick<AnalyticsEngineDataset, "writeDataPoint"> | null;
  readonly versionOf: () => string;
  /** Takes one of the invocation's points; false: it has none left. */
  readonly takePoint: () => boolean;
  readonly log: Log;
}

/** Points in Cloudflare's Analytics Engine. A fault is logged and breaks nothing. */
export function createMetrics({ dataset, versionOf, takePoint, log }: MetricsDeps): Metrics {
  return {
    write(name, { blobs, doubles }) {
      if (dataset === null || !takePoint()) return;
      const row = METRICS[name];
      const texts: Readonly<Record<string, string>> = blobs;
      const numbers: Readonly<Record<string, number | null>> = doubles;
      try {
        dataset.writeDataPoint({
          indexes: [name],
          blobs: [name, versionOf(), ...row.blobs.map((one) => cut(texts[one] ?? ""))],
          doubles: row.doubles.map((one) => finite(numbers[one] ?? null)),
        });
      } catch (fault) {
        log.warn("metric_not_written", { metric: name, why: String(fault) });
      }
    },
  };
}

const cut = (text: string): string => text.slice(0, BLOB_MAX).toWellFormed();
const finite = (value: number | null): number =>
  value !== null && Number.isFinite(value) ? value : -1;

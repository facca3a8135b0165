import type { METRICS, MetricName } from "../../contract/metrics.ts";

type Blob<N extends MetricName> = (typeof METRICS)[N]["blobs"][number];
type Double<N extends MetricName> = (typeof METRICS)[N]["doubles"][number];

/** One point. Ids of people, their texts and their addresses are never part of one. */
export interface MetricPoint<N extends MetricName> {
  readonly blobs: Readonly<Record<Blob<N>, string>>;
  /** Null: not known, written as -1. */
  readonly doubles: Readonly<Record<Double<N>, number | null>>;
}

/**
 * Numbers for charts. Best effort: points may be sampled, dropped or late, and writing one never
 * throws and is never awaited. What an alert decides by comes from elsewhere.
 */
export interface Metrics {
  write<N extends MetricName>(name: N, point: MetricPoint<N>): void;
}

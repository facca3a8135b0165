/**
 * What is measured, one row per kind of point. The names of blobs and doubles are in the order of
 * their columns: a point is `blob1` = name, `blob2` = version, then its own from `blob3` and
 * `double1` on; the index, by which Cloudflare samples, is the name. A name, once deployed, keeps
 * its meaning: columns are only added behind.
 */
export const METRICS = {
  top_up_ended: {
    what: "a top-up was credited or refunded; how long each step took (-1: it never happened)",
    unit: "ms",
    index: "name",
    blobs: ["brand", "origin", "ocs", "end", "reason"],
    doubles: ["requested_to_paid_ms", "paid_to_granted_ms", "granted_to_end_ms", "paid_to_end_ms"],
  },
  stuck: {
    what: "paid top-ups without an end, and how old the oldest payment is; every five minutes",
    unit: "count, ms",
    index: "name",
    blobs: [],
    doubles: ["count", "oldest_ms"],
  },
  dead_letter: {
    what: "a message ran out of retries and reached the dead-letter queue",
    unit: "count",
    index: "name",
    blobs: ["about"],
    doubles: ["count"],
  },
  queue_batch: {
    what: "a batch of a queue: its size, the backlog, how long its oldest message waited",
    unit: "count, ms",
    index: "name",
    blobs: ["queue", "outcome"],
    doubles: ["messages", "backlog", "waited_ms", "took_ms"],
  },
  call: {
    what: "a call of the OCS or of Stripe: how long it took, and what came of it",
    unit: "ms",
    index: "name",
    blobs: ["system", "method", "outcome"],
    doubles: ["took_ms"],
  },
  projection: {
    what: "services were written to D1: how many, and for how long the oldest of them was due",
    unit: "count, ms",
    index: "name",
    blobs: ["outcome"],
    doubles: ["services", "oldest_due_ms", "took_ms"],
  },
  alert: {
    what: "an alert was opened, reminded of, or recovered",
    unit: "count",
    index: "name",
    blobs: ["alert", "kind", "severity"],
    doubles: ["count"],
  },
  webhook_delivery: {
    what: "one try to deliver a webhook: the status that came back (-1: none), how long it took",
    unit: "HTTP status, ms",
    index: "name",
    blobs: ["type", "outcome"],
    doubles: ["status", "took_ms", "attempt"],
  },
} as const satisfies Readonly<Record<string, MetricRow>>;

interface MetricRow {
  readonly what: string;
  readonly unit: string;
  /** What Cloudflare samples by; "name": the metric's own, so that no kind displaces another. */
  readonly index: "name";
  readonly blobs: readonly string[];
  readonly doubles: readonly string[];
}
export type MetricName = keyof typeof METRICS;

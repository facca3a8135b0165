/** What the crons do in pages, by name: messages and stored cursors carry these. */
export const PAGE_JOBS = [
  /** Other deployments at the same Stripe account. */
  "deployment",
  /** What Stripe reports and no webhook brought. */
  "stripe_events",
  /** Events that could not be acted on before. */
  "event_backlog",
  /** The same once more, a night later. */
  "stripe_events_again",
  /** Payments of older systems that are bound and became no top-up. */
  "bindings",
  /** Services that the register closed or reopened. */
  "closed_services",
  /** Rows of the register that were bad. */
  "bad_rows",
  /** Payments of no service. */
  "unnamed_payments",
  "usage_aliases",
  "brands",
  /** Objects with unfinished top-ups: one may have lost its alarm. */
  "unfinished",
  /** Credits at engines that lose writes. */
  "recent_credits",
  /** All credits that still run. */
  "credits",
  "declined",
  "job_steps",
  "webhook_inbox",
  "ledger",
] as const;
export type PageJob = (typeof PAGE_JOBS)[number];

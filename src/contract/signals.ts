/** What the alerts remember of what happened last, each by its time; they survive a silent D1. */
export const SIGNALS = [
  /** Stripe has delivered a webhook with a good signature. */
  "webhook_received",
  /** A message ran out of retries. */
  "dead_letter",
  /** The five-minute sweep has ended. */
  "sweep_finished",
  /** Credits were compared with the OCS, all of them. */
  "credits_audited",
  /** Something has waited long for its place in D1; value: for how long, ms. */
  "projection_late",
  /** The first evaluation of the alerts: from then on silence means something. */
  "alerts_began",
] as const;
export type SignalName = (typeof SIGNALS)[number];

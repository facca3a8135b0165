/**
 * The kinds of seeds and their weights. The order of the keys is part of what a seed means. This
 * file imports nothing, so that `src` is not loaded before the hooks of a mutant are installed.
 */
export const KINDS = {
  calm: 4,
  rough: 14,
  canceled: 26,
  approval: 22,
  review: 11,
  refund_trouble: 18,
  surplus: 26,
  silent_ocs: 12,
  owed: 30,
  owed_stands: 12,
  account_gone: 5,
  refusing_ocs: 8,
  parked: 38,
  parked_late: 18,
  slow_credit: 10,
  slow_cancel: 18,
  stripe_silent: 4,
  plan_moves: 3,
  alarm_loss: 3,
  tampered: 3,
  slow_ocs: 8,
  gone_for_good: 8,
  legacy: 20,
} as const;
export type Kind = keyof typeof KINDS;

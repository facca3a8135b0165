/** What a seed can be about, and how often; thin, so that nothing of `src` is loaded with it. */
export const KINDS = {
  calm: 4,
  rough: 14,
  unpaid: 20,
  approval: 8,
  review: 6,
  refund_trouble: 14,
  surplus: 26,
  silent_ocs: 12,
  owed: 30,
  account_gone: 5,
  refusing_ocs: 8,
  parked: 40,
  plan_moves: 3,
  alarm_loss: 3,
  tampered: 3,
} as const;
export type Kind = keyof typeof KINDS;

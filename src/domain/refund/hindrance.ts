/** By whose fault a refund waits or has failed; Stripe's words are in `problem` of the row. */
/**
 * `balance`: the merchant's balance at Stripe is short. `card_gone`: the card was lost, stolen,
 * canceled or has expired. `disputed`: the payment is disputed. `bank`: the customer's bank did not
 * take it, or Stripe does not say who is at fault. `stripe`: Stripe works on it.
 */
export const HINDRANCES = ["balance", "card_gone", "disputed", "bank", "stripe"] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** In `problem` of a row that waits for our balance. */
export const SHORT_OF_BALANCE = "balance";

/** Stripe's `failure_reason`, `pending_reason`, and our own words for a refusal. */
const FAULTS: Readonly<Record<string, Hindrance>> = {
  [SHORT_OF_BALANCE]: "balance",
  insufficient_funds: "balance",
  lost_or_stolen_card: "card_gone",
  expired_or_canceled_card: "card_gone",
  charge_for_pending_refund_disputed: "disputed",
  disputed: "disputed",
  charge_pending: "stripe",
  processing: "stripe",
};

/** What holds a row up or made it fail; null: nothing, or only an answer of Stripe is missing. */
export function hindranceOf({
  state,
  problem,
}: {
  readonly state: string;
  readonly problem: string | null;
}): Hindrance | null {
  if (state === "succeeded" || problem === null) return null;
  const known = FAULTS[problem];
  if (state === "failed") return known ?? "bank";
  return known ?? null;
}

import { TOP_UP_STATES, type TopUpState } from "../domain/top-up/states.ts";

/** What a caller has to know of a state (src/docs/state-machine.md has all of it). */
interface StateMeaning {
  readonly means: string;
  /** Moves no more by itself: stop asking. */
  readonly final: boolean;
}
const moves = (means: string): StateMeaning => ({ means, final: false });
const final = (means: string): StateMeaning => ({ means, final: true });

export const STATE_MEANINGS: Readonly<Record<TopUpState, StateMeaning>> = {
  awaiting_payment: moves("Can be paid with its client secret; canceled after 30 minutes."),
  processing: moves("The payment is at a bank, which may need days."),
  canceling: moves("Stripe is being told to cancel; it may still turn out to be paid."),
  canceled: final("Nothing was charged. A payment that succeeds late still becomes `paid`."),
  awaiting_approval: moves("Above the merchant's limit: staff approve it first, or it ends."),
  in_review: moves("Paid, and checked by staff; refunded after 48 hours at the latest."),
  paid: moves("Paid; the credit is next. A refund can still be requested."),
  crediting: moves("The credit was sent and is being confirmed. A refund can be wished for."),
  resolving: moves("Whether the credit happened is not known yet: a reading decides."),
  credited: final("The service has been extended, to `new_expiry`."),
  revoking: moves("The credit is being taken back before the refund."),
  reversing: moves("A credit that was confirmed is being taken back before a refund."),
  refunding: moves("The refund is on its way to the customer."),
  refund_failed: moves("Stripe could not refund; staff see to it."),
  refunded: final("The customer got everything back."),
  parked: moves("Staff look at it; it ends credited or refunded within a day."),
};

/** The states as a table for the document. */
export const statesInWords = (): string =>
  [
    "| state | final | means |",
    "|---|---|---|",
    ...TOP_UP_STATES.map((state) => {
      const { means, final } = STATE_MEANINGS[state];
      return `| \`${state}\` | ${final ? "yes" : "no"} | ${means} |`;
    }),
  ].join("\n");

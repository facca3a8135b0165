import type Stripe from "stripe";
import type { MakersWord } from "../../domain/payment-reading.ts";

/** Names that only our own marks use, whatever house made them. */
const MARKS = ["deployment", "top_up_id", "attempt_id"] as const;

/** What the maker of an intent without our mark wrote on it. Nothing of it is believed here. */
export function makersWord(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): MakersWord {
  const metadata: Readonly<Record<string, string | undefined>> = intent.metadata;
  const billing = charge?.billing_details;
  return {
    serviceUuid: metadata.service_uuid?.trim() || null,
    imsi: metadata.imsi?.trim() || null,
    otherHouse: MARKS.some((name) => metadata[name] !== undefined),
    payer: {
      name: billing?.name ?? "",
      email: intent.receipt_email ?? billing?.email ?? "",
    },
  };
}

import type Stripe from "stripe";
import type { UntrustedMetadata } from "../../domain/payment/metadata.ts";

/** Names that only our own marks use, whatever house made them. */
const OUR_KEYS = ["deployment", "top_up_id", "attempt_id"] as const;

/**
 * What whoever made and paid an intent wrote on it. Nothing of it is believed here. `ours`: it
 * carries our whole mark, which a caller's payment gets as soon as it is claimed.
 */
export function untrustedMetadata(
  intent: Stripe.PaymentIntent,
  { charge, ours }: { readonly charge: Stripe.Charge | null; readonly ours: boolean },
): UntrustedMetadata {
  const metadata: Readonly<Record<string, string | undefined>> = intent.metadata;
  const billing = charge?.billing_details;
  return {
    serviceUuid: metadata.service_uuid?.trim() || null,
    imsi: metadata.imsi?.trim() || null,
    createdAt: intent.created * 1000,
    otherDeployment: !ours && OUR_KEYS.some((name) => metadata[name] !== undefined),
    payer: {
      name: billing?.name ?? "",
      email: intent.receipt_email ?? billing?.email ?? "",
    },
  };
}

import type Stripe from "stripe";
import type { OtherTag, UntrustedMetadata } from "../../domain/payment/metadata.ts";
import { anyMetadata } from "./payment-metadata.ts";

/** Names that only payment metadata of this product uses, of any deployment. */
const OUR_KEYS = ["deployment", "top_up_id", "attempt_id"] as const;

/**
 * What the caller who made an intent and its payer wrote on it; none of it is trusted here.
 * `ours`: the intent has this deployment's whole metadata, which a caller's payment gets when it is
 * bound.
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
    days: daysOf(metadata.days),
    createdAt: intent.created * 1000,
    otherTag: ours ? null : otherTagOf(intent.metadata),
    otherDeployment: !ours && OUR_KEYS.some((name) => metadata[name] !== undefined),
    payer: {
      name: billing?.name ?? "",
      email: intent.receipt_email ?? billing?.email ?? "",
    },
  };
}

function daysOf(text: string | undefined): number | null {
  return /^[1-9]\d{0,4}$/.test(text?.trim() ?? "") ? Number(text) : null;
}

function otherTagOf(metadata: Stripe.Metadata): OtherTag | null {
  const { deployment } = metadata;
  const whole = anyMetadata(metadata);
  return whole === null || deployment === undefined ? null : { deployment, metadata: whole };
}

import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../../domain/payment/metadata.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";
import { type Actor, actorLabel } from "../../base/actor.ts";
import { sellsFor } from "../../base/allow.ts";
import { needsApproval } from "../../base/approval.ts";
import { fromD1 } from "../../base/from-d1.ts";
import type { PayerDetails } from "../../ports/payer-vault.ts";
import type { PaymentBinding } from "../../ports/payment-bindings.ts";
import type { Ports } from "../../ports/ports.ts";
import { forObject } from "../for-object.ts";
import { isFor, isTaggedByBinding, metadataOfBinding } from "../ownership/owner-of.ts";
import { sealPayer } from "../seal-payer.ts";
import { type ReconstructNeeds, reconstructRequest } from "./reconstruct-request.ts";

export type ImportPaymentNeeds = ReconstructNeeds &
  Pick<Ports, "payments" | "objects" | "payerVault" | "log">;

/** How long an older system waits for its answer (0.2 s × 25), counted from its call. */
export const CALLER_WAITS_MS = 5000;

export interface PaymentImport {
  readonly binding: PaymentBinding;
  readonly reading: IntentReading;
  /** Not granted for so long after this: the payment is refunded. */
  readonly maxWaitMs: number;
}

/**
 * Makes the top-up of a bound payment; again: nothing new. First the intent is tagged at Stripe, so
 * that neither a restored D1 nor another deployment can bind the payment once more. The price is
 * the binding's, whatever the offer costs by now. A caller's address is kept as evidence; what a
 * webhook or the sweep imports has none. A payment that an earlier call has tagged before this
 * deployment was renamed is imported under that tag. Null: the payment can buy nothing any more, or
 * carries other metadata by now, and is left alone.
 */
export async function importPayment(
  needs: ImportPaymentNeeds,
  actor: Actor,
  input: PaymentImport,
): Promise<TopUpView | null> {
  const { binding, reading } = input;
  const { intentId, topUpId } = binding;
  const metadata = metadataOfBinding(binding);
  const isTagged = reading.metadata !== null || isTaggedByBinding(reading, binding);
  const isOthers = reading.metadata
    ? !isFor(reading.metadata, binding)
    : reading.untrusted?.otherDeployment === true && !isTagged;
  if (!isOthers && !isTagged) await needs.payments.tagIntent({ intentId, metadata });
  const view = isOthers ? null : await importTagged(needs, actor, input, metadata);
  const event = view ? "payment_imported" : "payment_not_imported";
  needs.log.info(event, { intentId, topUpId, by: actorLabel(actor) });
  return view;
}

async function importTagged(
  needs: ImportPaymentNeeds,
  actor: Actor,
  { binding, reading, maxWaitMs }: PaymentImport,
  metadata: PaymentMetadata,
): Promise<TopUpView | null> {
  const { request, service } = await fromD1(() => reconstructRequest(needs, reading, metadata));
  const ip = actor.kind === "caller" ? actor.ip : null;
  const { brand, topUpId } = request;
  const { unsold } = binding;
  const seller = await needs.brands.byId(brand);
  // Both numbers prove nothing without a key, and a driver does not know who has called.
  const isSeller = actor.kind === "caller" && sellsFor(actor, brand);
  const payer = await sealPayer(needs, topUpId, { ...payerOf(reading), brand, ip });
  return needs.objects.of(binding.serviceId).importPayment({
    reading: { ...(await forObject(needs, reading)), metadata },
    payer,
    request: {
      ...request,
      price: binding.amount,
      payer: { payerId: payer.payerId, hasEmail: payer.payerKey !== null },
      identifiedBy: { method: isSeller ? "caller" : "pair", linkId: null },
      origin: "legacy",
      needsApproval: unsold === null && (seller === null || needsApproval(seller, binding.amount)),
      maxWaitMs,
    },
    closed: service?.status !== "active",
    unsold,
  });
}

/** Who paid, as the caller's page told Stripe. Without an email address no email is sent. */
function payerOf({ untrusted }: IntentReading): PayerDetails {
  const [firstName = "", ...others] = (untrusted?.payer.name ?? "").trim().split(/\s+/);
  const email = untrusted?.payer.email.trim() ?? "";
  return {
    firstName,
    lastName: others.join(" "),
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : "",
    locale: "en",
  };
}

import { attemptId } from "../../../domain/base/ids.ts";
import { isAbove } from "../../../domain/base/money.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../../domain/payment/metadata.ts";
import type { Customer } from "../../../domain/top-up/state.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";
import { derivedId } from "../../base/derived-id.ts";
import { fromD1 } from "../../base/from-d1.ts";
import type { PaymentBinding } from "../../ports/payment-bindings.ts";
import type { Ports } from "../../ports/ports.ts";
import { reconstructRequest } from "../import/reconstructed-request.ts";

/** How long an older system waits for its answer (0.2 s × 25), counted from its call. */
export const CALLER_WAITS_MS = 5000;

/** Whose a payment is: our own mark says so, or a claim does. */
export interface PaymentOwner {
  readonly metadata: PaymentMetadata;
  readonly binding: PaymentBinding | null;
}

/**
 * Null: not ours. A payment without our mark is looked up in D1, so a silent D1 throws here: the
 * caller tries again.
 */
export async function ownerOf(ports: Ports, reading: IntentReading): Promise<PaymentOwner | null> {
  if (reading.metadata) return { metadata: reading.metadata, binding: null };
  const binding = await ports.paymentBindings.bindingOf(reading.intentId);
  return binding && { metadata: metadataOfBinding(binding), binding };
}

/**
 * The claim behind a mark that a caller's payment got from us, for a call that died right after;
 * null: we made this intent ourselves.
 */
export async function bindingBehind(
  ports: Ports,
  { intentId }: IntentReading,
  metadata: PaymentMetadata,
): Promise<PaymentBinding | null> {
  if (metadata.topUpId !== (await derivedId("top", intentId))) return null;
  const binding = await ports.paymentBindings.bindingOf(intentId);
  return binding && names(metadata, binding) ? binding : null;
}

const names = ({ topUpId, serviceId }: PaymentMetadata, binding: PaymentBinding): boolean =>
  topUpId === binding.topUpId && serviceId === binding.serviceId;

/** What our own metadata would say, had we made the intent. */
function metadataOfBinding({
  topUpId,
  serviceId,
  offerId,
  quantity,
}: PaymentBinding): PaymentMetadata {
  return { topUpId, attemptId: attemptId(topUpId, 1), serviceId, offerId, quantity };
}

export interface PaymentImport {
  readonly binding: PaymentBinding;
  readonly reading: IntentReading;
  /** The calling system's address; null: a webhook or the sweep heals what a call left behind. */
  readonly ip: string | null;
  /** Never granted for so long after this: the money goes back. */
  readonly maxWaitMs: number;
}

/**
 * Makes the top-up of a claimed payment; again: nothing new. First Stripe learns whose it is, so
 * that a restored D1 or another house cannot have it once more. The price is the claim's, whatever
 * the offer costs by now. Null: the money can buy nothing any more, or carries another mark by now;
 * it stays where it is.
 */
export async function importPayment(
  ports: Ports,
  { binding, reading, ip, maxWaitMs }: PaymentImport,
): Promise<TopUpView | null> {
  const metadata = metadataOfBinding(binding);
  const others = reading.metadata
    ? !names(reading.metadata, binding)
    : reading.untrusted?.otherDeployment === true;
  if (!others && !reading.metadata)
    await ports.payments.tagIntent({ intentId: binding.intentId, metadata });
  const view = others
    ? null
    : await importTagged(ports, { binding, reading, ip, maxWaitMs }, metadata);
  const { intentId, topUpId } = binding;
  ports.log.info(view ? "payment_imported" : "payment_not_imported", { intentId, topUpId });
  return view;
}

async function importTagged(
  ports: Ports,
  { binding, reading, ip, maxWaitMs }: PaymentImport,
  metadata: PaymentMetadata,
): Promise<TopUpView | null> {
  const { request, service } = await fromD1(() => reconstructRequest(ports, reading, metadata));
  return ports.objects.of(binding.serviceId).importPayment({
    reading: { ...reading, metadata },
    request: {
      ...request,
      price: binding.amount,
      customer: payerOf(reading),
      identifiedBy: { method: "caller", ip, linkId: null },
      origin: "legacy",
      needsApproval: isAbove(binding.amount, ports.settings.approvalAbove),
      maxWaitMs,
    },
    closed: service?.status !== "active",
  });
}

/** Who paid, as the caller's page told Stripe. Without an address nobody is written to. */
function payerOf({ untrusted }: IntentReading): Customer {
  const [firstName = "", ...others] = (untrusted?.payer.name ?? "").trim().split(/\s+/);
  const email = untrusted?.payer.email.trim() ?? "";
  return {
    firstName,
    lastName: others.join(" "),
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : "",
    locale: "en",
  };
}

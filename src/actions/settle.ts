import { DAYS_BUCKET, price, withinLimits } from "../domain/offer.ts";
import type { IntentMark, IntentReading } from "../domain/payment-reading.ts";
import type { TopUpRequest } from "../domain/top-up/state.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import type { Ports } from "./ports.ts";

export type SettledPayment =
  | { readonly kind: "recorded"; readonly view: TopUpView }
  /** No mark of ours, or the other mode: never credited, never refunded, never counted. */
  | { readonly kind: "not_ours" }
  | { readonly kind: "unknown_intent" };

/**
 * The one way in which a payment reaches the object: webhook, return page and sweep all end here.
 * The intent is read again with its charge, and the object is told what was read. D1 is asked only
 * when the object does not know the top-up at all. Throws `PortFault` when Stripe or the object
 * gave no answer; the caller tries again.
 */
export async function settle(
  ports: Ports,
  { intentId }: { readonly intentId: string; readonly mark: IntentMark | null },
): Promise<SettledPayment> {
  const reading = await ports.payments.readIntent(intentId);
  if (!reading) return { kind: "unknown_intent" };
  const { mark } = reading;
  if (!mark || reading.livemode !== ports.payments.livemode) return { kind: "not_ours" };
  const object = ports.objects.of(mark.serviceId);
  const told = await object.recordPayment({ reading, rebuild: null });
  if (told.kind === "recorded") return told;
  if (reading.status !== "succeeded") return { kind: "unknown_intent" };
  const rebuild = await rebuiltRequest(ports, reading, mark);
  const kept = await object.recordPayment({ reading, rebuild });
  ports.log.warn("payment_rebuilt", { intentId, topUpId: mark.topUpId });
  return kept.kind === "recorded" ? kept : { kind: "unknown_intent" };
}

/**
 * A request made up from the mark, for money that nobody here remembers: a person will look at it,
 * and after 48 hours it goes back. With the service gone from the register as well, the price is
 * what was received, so that nothing but the review decides.
 */
async function rebuiltRequest(
  ports: Ports,
  reading: IntentReading,
  mark: IntentMark,
): Promise<TopUpRequest> {
  const service = await ports.register.byId(mark.serviceId);
  const offers = service ? await ports.register.offersFor(service) : [];
  const offer = offers.find((o) => o.id === mark.offerId);
  const known = offer && withinLimits(offer, mark.quantity) ? price(offer, mark.quantity) : null;
  const { ocs, tenant, account } = service?.account ?? { ocs: "", tenant: "", account: "" };
  return {
    topUpId: mark.topUpId,
    serviceId: mark.serviceId,
    serviceOrdinal: service?.ordinal ?? 0,
    brand: service?.brand ?? ports.settings.brand,
    serviceUuid: service?.serviceUuid ?? "",
    serviceLabel: service?.label ?? mark.serviceId,
    serviceKind: service?.kind ?? "mobile_data",
    imsi: service?.imsi ?? null,
    ocs,
    tenant,
    account,
    timeZone: service?.timeZone ?? "UTC",
    offer: offer ?? unknownOffer(mark, reading),
    quantity: mark.quantity,
    price: known ?? reading.amount,
    sessionId: "",
    customer: { firstName: "", lastName: "", email: "", locale: "en" },
    identifiedBy: { method: "none", ip: null, linkId: null },
    livemode: reading.livemode,
    origin: "stripe",
    needsApproval: false,
    statementSuffix: null,
    maxWaitMs: null,
  };
}

function unknownOffer(mark: IntentMark, reading: IntentReading): TopUpRequest["offer"] {
  return {
    id: mark.offerId,
    kind: "days",
    name: mark.offerId,
    currency: reading.amount.currency,
    unitMinor: reading.amount.minor,
    tiers: [],
    minQuantity: 1,
    maxQuantity: Math.max(1, mark.quantity),
    endRule: "exact",
    // How the operator rates it is not known either: the engine's own default.
    bucket: { ...DAYS_BUCKET, ratingSubject: null },
    onOutageSeconds: null,
    refundWhileSilent: false,
  };
}

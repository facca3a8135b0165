import { DAYS_BUCKET, price, withinLimits } from "../domain/offer.ts";
import type { IntentMark, IntentReading } from "../domain/payment-reading.ts";
import type { TopUpRequest } from "../domain/top-up/state.ts";
import type { Ports } from "./ports.ts";
import type { Service } from "./register-port.ts";

/**
 * A request made up from the mark, for money that nobody here remembers. With the service gone from
 * the register as well, the price is what was received, so that nothing but the review decides.
 */
export async function rebuiltRequest(
  ports: Ports,
  reading: IntentReading,
  mark: IntentMark,
): Promise<{ request: TopUpRequest; service: Service | null }> {
  const service = await ports.register.byId(mark.serviceId);
  const offers = service ? await ports.register.offersFor(service) : [];
  const offer = offers.find((o) => o.id === mark.offerId);
  const known = offer && withinLimits(offer, mark.quantity) ? price(offer, mark.quantity) : null;
  const { ocs, tenant, account } = service?.account ?? { ocs: "", tenant: "", account: "" };
  const request: TopUpRequest = {
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
  return { request, service };
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

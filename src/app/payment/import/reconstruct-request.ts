import { DAYS_BUCKET, price, withinLimits } from "../../../domain/offer/offer.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../../domain/payment/metadata.ts";
import type { TopUpRequest } from "../../../domain/top-up/top-up.ts";
import type { Ports } from "../../ports/ports.ts";
import type { Service } from "../../ports/register.ts";

export type ReconstructNeeds = Pick<Ports, "register" | "brands">;

/**
 * A request made from a payment's metadata, for a payment whose top-up the object does not know. If
 * the register does not know the service or offer either, the price is what was received, so that
 * only an operator's review decides. Throws when D1 is silent.
 */
export async function reconstructRequest(
  { register, brands }: ReconstructNeeds,
  reading: IntentReading,
  metadata: PaymentMetadata,
): Promise<{ request: TopUpRequest; service: Service | null }> {
  const service = await register.byId(metadata.serviceId);
  const offers = service ? await register.offersFor(service) : [];
  const offer = offers.find((o) => o.id === metadata.offerId);
  const listPrice =
    offer && withinLimits(offer, metadata.quantity) ? price(offer, metadata.quantity) : null;
  const { ocs, tenant, account } = service?.account ?? { ocs: "", tenant: "", account: "" };
  const request: TopUpRequest = {
    topUpId: metadata.topUpId,
    serviceId: metadata.serviceId,
    serviceOrdinal: service?.ordinal ?? 0,
    brand: service?.brand ?? brands.configured.id,
    serviceUuid: service?.serviceUuid ?? "",
    serviceLabel: service?.label ?? metadata.serviceId,
    serviceKind: service?.kind ?? "mobile_data",
    imsi: service?.imsi ?? null,
    ocs,
    tenant,
    account,
    timeZone: service?.timeZone ?? "UTC",
    offer: offer ?? unknownOffer(metadata, reading),
    quantity: metadata.quantity,
    price: listPrice ?? reading.amount,
    sessionId: null,
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

function unknownOffer(metadata: PaymentMetadata, reading: IntentReading): TopUpRequest["offer"] {
  return {
    id: metadata.offerId,
    kind: "days",
    name: metadata.offerId,
    currency: reading.amount.currency,
    unitMinor: reading.amount.minor,
    tiers: [],
    minQuantity: 1,
    maxQuantity: Math.max(1, metadata.quantity),
    endRule: "exact",
    // How the operator rates it is not known either: the OCS's own default.
    bucket: { ...DAYS_BUCKET, ratingSubject: null },
    onOutageSeconds: null,
    refundWhileSilent: false,
  };
}

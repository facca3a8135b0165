import { payerId } from "../../../domain/base/ids.ts";
import { rulesOf } from "../../../domain/offer/kinds/rules.ts";
import { type Offer, offersOf, withinLimits } from "../../../domain/offer/offer.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../../domain/payment/metadata.ts";
import type { TopUpRequest } from "../../../domain/top-up/top-up.ts";
import { merchantFactsOf } from "../../base/merchant-facts.ts";
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
  const brandId = service?.brand ?? brands.configured.id;
  const brand = (await brands.byId(brandId)) ?? brands.configured;
  const offers = service ? await register.offersFor(service) : [];
  const offer = offers.find((o) => o.id === metadata.offerId);
  const listPrice =
    offer && withinLimits(offer, metadata.quantity)
      ? rulesOf(offer).price(metadata.quantity)
      : null;
  const { ocs, tenant, account } = service?.account ?? { ocs: "", tenant: "", account: "" };
  const request: TopUpRequest = {
    topUpId: metadata.topUpId,
    serviceId: metadata.serviceId,
    serviceOrdinal: service?.ordinal ?? 0,
    brand: brandId,
    serviceUuid: service?.serviceUuid ?? "",
    serviceLabel: service?.label ?? metadata.serviceId,
    serviceKind: service?.kind ?? "mobile_data",
    imsi: service?.imsi ?? null,
    ocs,
    tenant,
    account,
    timeZone: service?.timeZone ?? "UTC",
    offer: offer ?? unknownOffer(metadata, reading, offers),
    quantity: metadata.quantity,
    price: listPrice ?? reading.amount,
    sessionId: null,
    // Nothing is asked about the payer: an operator reviews the payment.
    payer: { payerId: payerId(metadata.topUpId), hasEmail: false },
    identifiedBy: { method: "none", linkId: null },
    merchant: merchantFactsOf(brand),
    livemode: reading.livemode,
    origin: "stripe",
    needsApproval: false,
    statementSuffix: null,
    maxWaitMs: null,
    ...(brand.riskReview === "review" && { reviewsRisk: true }),
  };
  return { request, service };
}

/**
 * Where nothing of the kind is on sale, its bucket at the OCS is not known: the adapter renders
 * nothing for this one, so the payment is refunded unless an offer is put on sale again.
 */
const NO_BUCKET: Offer["bucket"] = {
  type: "",
  value: 0,
  weight: 0,
  operatorBuckets: "",
  settings: {},
};

/** An offer that is no longer on sale: of the paid kind, in the bucket that the kind has today. */
function unknownOffer(
  { kind, offerId, quantity }: PaymentMetadata,
  { amount }: IntentReading,
  onSale: readonly Offer[],
): Offer {
  const common = {
    id: offerId,
    name: offerId,
    currency: amount.currency,
    minQuantity: 1,
    maxQuantity: Math.max(1, quantity),
    bucket: offersOf(kind, onSale)[0]?.bucket ?? NO_BUCKET,
    onOutageSeconds: null,
    refundWhileSilent: false,
  };
  switch (kind) {
    case "days":
      return { ...common, kind, unitMinor: amount.minor, tiers: [], endRule: "exact" };
  }
}

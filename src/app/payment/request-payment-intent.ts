import { ok, type Result } from "../../domain/base/result.ts";
import { price, withinLimits } from "../../domain/offer/offer.ts";
import type { Customer } from "../../domain/top-up/state.ts";
import { derivedId } from "../base/derived-id.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import {
  type Identified,
  readServiceToken,
  signServiceToken,
} from "../identification/service-token.ts";
import type { Ports } from "../ports/ports.ts";
import { notForSale } from "../sale/may-sell.ts";
import { signQuote } from "../sale/quote-token.ts";
import type { OpenedTopUp } from "./open-payment.ts";
import { requestTopUp } from "./request-top-up.ts";
import { currentIntent } from "./sync-top-up.ts";

export interface RequestPaymentIntentInput {
  readonly idempotencyKey: string;
  readonly service:
    | { readonly token: string }
    | { readonly serviceUuid: string; readonly imsi: string; readonly ip: string | null };
  readonly days: number;
  /** Null: the caller keeps its payer to itself; no receipt is written. */
  readonly customer: Customer | null;
  readonly consent: boolean;
}
export interface RequestedPaymentIntent extends OpenedTopUp {
  readonly intentId: string | null;
}

const NO_CUSTOMER: Customer = { firstName: "", lastName: "", email: "", locale: "en" };

/**
 * The same as Pay in the portal, for a caller with a page of its own: the price is the server's, so
 * it brings none. Its session follows from the idempotency key and from how the service was
 * identified, since a server keeps no cookie: who knows the key and identifies in the same way gets
 * the client secret again, and nobody else does.
 */
export async function requestPaymentIntent(
  ports: Ports,
  input: RequestPaymentIntentInput,
): Promise<Result<RequestedPaymentIntent, Refusal>> {
  const token = await tokenOf(ports, input.service);
  if (!token.ok) return token;
  const identified = await readServiceToken(ports, token.value);
  if (!identified.ok) return identified;
  const service = await ports.register.byId(identified.value.serviceId);
  if (!service) return refusal("service_token_invalid");
  const offers = await ports.register.offersFor(service);
  const offer = offers.find((one) => withinLimits(one, input.days));
  if (!offer) {
    return refusal("invalid_request", { errors: [{ ...notForSale("quantity"), field: "days" }] });
  }
  const { quote } = await signQuote(ports, service.id, offer);
  const opened = await requestTopUp(ports, {
    idempotencyKey: input.idempotencyKey,
    serviceToken: token.value,
    quote,
    offerId: offer.id,
    quantity: input.days,
    amount: price(offer, input.days),
    customer: input.customer ?? NO_CUSTOMER,
    // The caller's page speaks to its customer, and has asked whatever it wanted to ask.
    allowRepeat: true,
    consent: input.consent,
    sessionId: await sessionOf(identified.value, input.idempotencyKey),
    origin: "api",
  });
  if (!opened.ok) return opened;
  const topUp = await ports.objects.of(service.id).getTopUpState(opened.value.view);
  return ok({ ...opened.value, intentId: topUp && currentIntent(topUp) });
}

function sessionOf({ serviceId, identifiedBy }: Identified, key: string): Promise<string> {
  const { method, linkId } = identifiedBy;
  return derivedId("ses", `payment-intents:${serviceId}:${method}:${linkId}:${key}`);
}

/** Both must fit; a wrong one of them is answered like an unknown service (row R4). */
async function tokenOf(
  ports: Ports,
  service: RequestPaymentIntentInput["service"],
): Promise<Result<string, Refusal>> {
  if ("token" in service) return ok(service.token);
  const { serviceUuid, imsi, ip } = service;
  const found = (await ports.register.byUuid(serviceUuid)).find((one) => one.imsi === imsi);
  if (!found) return refusal("service_not_identified");
  const identifiedBy = { method: "caller", ip, linkId: null } as const;
  return ok(await signServiceToken(ports, { serviceId: found.id, identifiedBy }));
}

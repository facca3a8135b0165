import type { IntentId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { rulesOf } from "../../domain/offer/kinds/rules.ts";
import { offersOf, withinLimits } from "../../domain/offer/offer.ts";
import type { Caller, Customer } from "../base/actor.ts";
import { sellsFor } from "../base/allow.ts";
import { callerNetwork } from "../base/caller-network.ts";
import { derivedSession } from "../base/derived-id.ts";
import { type CodesOf, type Refusal, refusal } from "../base/refusal.ts";
import {
  aliasPays,
  type NamedServiceNeeds,
  namedService,
} from "../identification/named-service.ts";
import type { ServicePair } from "../identification/service-of-pair.ts";
import {
  type Identified,
  readServiceToken,
  signServiceToken,
} from "../identification/service-token.ts";
import type { PayerDetails } from "../ports/payer-vault.ts";
import { boundsOf, quantityError } from "../sale/not-for-sale.ts";
import { signQuote } from "../sale/quote-token.ts";
import { currentIntent } from "./current-intent.ts";
import type { OpenedTopUp } from "./open-payment.ts";
import { type RequestTopUpNeeds, requestTopUp } from "./request-top-up.ts";

export interface RequestPaymentIntentInput {
  readonly idempotencyKey: string;
  readonly service: { readonly token: string } | ServicePair;
  readonly quantity: number;
  /** Null: the caller does not say who pays; no receipt is sent. */
  readonly customer: PayerDetails | null;
  readonly consent: boolean;
}
export interface RequestedPaymentIntent extends OpenedTopUp {
  readonly intentId: IntentId | null;
}

/** What needs a caller's own price, or a customer who may be asked whether to pay again. */
type NotHere = "price_changed" | "paid_recently";
export type RequestPaymentIntentRefusal =
  | Exclude<CodesOf<typeof requestTopUp>, NotHere>
  | "service_not_identified";

const NO_BILLING: PayerDetails = { firstName: "", lastName: "", email: "", locale: "en" };

/**
 * What Pay does in the portal, for a caller with a page of its own: the price is the server's, so
 * the caller brings none. A server keeps no cookie, so its customer's session follows from the
 * idempotency key and from how the service was identified: only a caller that knows the key and
 * identifies in the same way gets the client secret again. Where only uuid and IMSI identify it,
 * which others know too, the session follows from the caller's network as well: elsewhere the same
 * key learns the payment intent's id and no secret.
 */
export async function requestPaymentIntent(
  needs: RequestTopUpNeeds & NamedServiceNeeds,
  actor: Caller,
  input: RequestPaymentIntentInput,
): Promise<Result<RequestedPaymentIntent, Refusal<RequestPaymentIntentRefusal>>> {
  const named = await tokenOf(needs, actor, input.service);
  if (!named.ok) return named;
  const { token, onlyRepeats } = named.value;
  const identified = await readServiceToken(needs, token);
  if (!identified.ok) return identified;
  const service = await needs.register.byId(identified.value.serviceId);
  if (!service) return refusal("service_token_invalid");
  const offers = await needs.register.offersFor(service);
  const ofDays = offersOf("days", offers);
  const offer = ofDays.find((one) => withinLimits(one, input.quantity));
  if (!offer) {
    return refusal("invalid_request", { errors: [quantityError(boundsOf(ofDays))] });
  }
  const { quote } = await signQuote(needs, service.id, offer);
  const customer = await customerOf(needs, actor, identified.value, input.idempotencyKey);
  const opened = await requestTopUp(needs, customer, {
    idempotencyKey: input.idempotencyKey,
    serviceToken: token,
    onlyRepeats,
    quote,
    offerId: offer.id,
    quantity: input.quantity,
    amount: rulesOf(offer).price(input.quantity),
    customer: input.customer ?? NO_BILLING,
    // The caller's page has asked its customer already whatever it wanted to ask.
    allowRepeat: true,
    consent: input.consent,
    origin: "api",
  });
  if (!opened.ok) return refusedAtOwnPrice(opened.error);
  const topUp = await needs.objects.of(service.id).loadTopUp(opened.value.view);
  return ok({ ...opened.value, intentId: topUp && currentIntent(topUp) });
}

/** The price is the server's of a moment ago, and a repeat is allowed. */
function refusedAtOwnPrice(error: Refusal<CodesOf<typeof requestTopUp>>) {
  const { code } = error;
  if (code === "price_changed" || code === "paid_recently") throw new Error(`refused: ${code}`);
  return refusal(code, error);
}

/** The customer for whom the caller acts. */
async function customerOf(
  needs: RequestTopUpNeeds,
  { ip, key: shown }: Caller,
  { serviceId, identifiedBy }: Identified,
  key: string,
): Promise<Customer> {
  const { method, linkId } = identifiedBy;
  const caller = shown?.keyId ?? null;
  const network = method === "pair" ? callerNetwork(ip) : null;
  const text = JSON.stringify(["payment-intents", caller, serviceId, method, linkId, network, key]);
  return { kind: "customer", sessionId: await derivedSession(needs, text), ip };
}

interface NamedByToken {
  readonly token: string;
  readonly onlyRepeats: boolean;
}

/**
 * A pair that does not fit is answered like an unknown service (row R4). Both numbers stand on the
 * device and in other systems, so without a key that sells for the brand they prove nothing.
 * Aliases were given to the address that proves the service; after 30 minutes, or elsewhere, they
 * only repeat what they have made (its key says which).
 */
async function tokenOf(
  needs: RequestTopUpNeeds & NamedServiceNeeds,
  actor: Caller,
  named: RequestPaymentIntentInput["service"],
): Promise<Result<NamedByToken, Refusal<"service_not_identified">>> {
  if ("token" in named) return ok({ token: named.token, onlyRepeats: false });
  const found = await namedService(needs, named);
  if (!found) return refusal("service_not_identified");
  const { service, alias } = found;
  const onlyRepeats = alias !== null && !(await aliasPays(alias, actor.ip, needs.clock.now()));
  const method = alias ? "address" : sellsFor(actor, service.brand) ? "caller" : "pair";
  const identifiedBy = { method, ip: actor.ip, linkId: null } as const;
  const token = await signServiceToken(needs, { serviceId: service.id, identifiedBy });
  return ok({ token, onlyRepeats });
}

import { isAbove, type Money } from "../../domain/base/money.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Customer, isWeak, type TopUpRequest } from "../../domain/top-up/state.ts";
import { lastDigits } from "../base/last-digits.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { type Identified, readServiceToken } from "../identification/service-token.ts";
import type { Ports } from "../ports/ports.ts";
import { checkPrice } from "../sale/check-price.ts";
import { maySell } from "../sale/may-sell.ts";
import { isOwn, type OpenedTopUp, openPayment } from "./open-payment.ts";
import { replayTopUp } from "./replay-top-up.ts";
import { supersedeOpenTopUp } from "./supersede-open-top-up.ts";

export interface RequestTopUpInput {
  readonly idempotencyKey: string;
  readonly serviceToken: string;
  readonly quote: string;
  readonly offerId: string;
  readonly quantity: number;
  readonly amount: Money;
  readonly customer: Customer;
  /** A yes to paying again minutes after the last time (row P10). */
  readonly allowRepeat: boolean;
  /** The sentence about withdrawal was ticked. */
  readonly consent: boolean;
  readonly sessionId: string;
  readonly origin: "portal" | "api";
}

/**
 * Pay was pressed: a top-up, its attempt and its payment intent, once per idempotency key. A known
 * key is answered from the object alone, whatever else is down. A new one needs the register, a
 * price that is still the server's, and a fresh reading of the OCS: nothing can be paid that could
 * not be delivered. Throws `PortFault` when the object gave no answer: the same key repeats safely.
 */
export async function requestTopUp(
  ports: Ports,
  input: RequestTopUpInput,
): Promise<Result<OpenedTopUp, Refusal>> {
  const token = await readServiceToken(ports, input.serviceToken);
  if (!token.ok) return token;
  const identified = token.value;
  const object = ports.objects.of(identified.serviceId);
  const inputHash = await hashOf(identified.serviceId, input);
  const replayed = await replayTopUp(ports, object, { ...input, inputHash });
  if (replayed !== null) return replayed;
  const { withdrawalConsent } = ports.settings;
  if (withdrawalConsent !== null && !input.consent) return refusal("consent_needed");

  const request = await newRequest(ports, identified, input);
  if (!request.ok) return request;
  const { idempotencyKey, allowRepeat } = input;
  const asked = { idempotencyKey, inputHash, allowRepeat, request: request.value };
  const first = await object.requestTopUp(asked);
  const answer =
    first.kind === "refused" && first.code === "top_up_open"
      ? await supersedeOpenTopUp(ports, object, { asked, refused: first })
      : ok(first);
  if (!answer.ok) return answer;
  const { topUpId } = request.value;
  // Two requests with one key at once: the second one finds the first one's top-up.
  const existing = answer.value.kind === "open" && answer.value.view.topUpId !== topUpId;
  const own = !existing || (await isOwn(object, answer.value.view.topUpId, input.sessionId));
  return openPayment(ports, object, { answer: answer.value, own, fresh: topUpId });
}

/** Everything the object will ever need, copied now: nothing is looked up once money is in. */
async function newRequest(
  ports: Ports,
  { serviceId, identifiedBy }: Identified,
  input: RequestTopUpInput,
): Promise<Result<TopUpRequest, Refusal>> {
  const [service, accountState] = await Promise.all([
    ports.register.byId(serviceId),
    ports.objects.of(serviceId).getAccountState(),
  ]);
  if (!service) return refusal("service_token_invalid");
  const priced = await checkPrice(ports, service, input);
  if (!priced.ok) return priced;
  const { offer } = priced.value;
  const { quantity } = input;
  const weak = isWeak(identifiedBy);
  const sold = await maySell(ports, { service, accountState, offer, quantity, weak });
  if (!sold.ok) return sold;
  return ok({
    topUpId: ports.ids.fresh("top"),
    serviceId: service.id,
    serviceOrdinal: service.ordinal,
    brand: service.brand,
    serviceUuid: service.serviceUuid,
    serviceLabel: weak ? `…${lastDigits(service) ?? ""}` : service.label,
    serviceKind: service.kind,
    imsi: service.imsi,
    ...service.account,
    timeZone: service.timeZone,
    offer,
    quantity,
    price: priced.value.price,
    sessionId: input.sessionId,
    customer: input.customer,
    identifiedBy,
    livemode: ports.payments.livemode,
    origin: input.origin,
    needsApproval: isAbove(priced.value.price, ports.settings.approvalAbove),
    statementSuffix: ports.settings.statementSuffix,
    maxWaitMs: null,
    ...(ports.settings.withdrawalConsent && { consent: ports.settings.withdrawalConsent }),
  });
}

/** What an idempotency key binds: service, offer, quantity, amount, currency (hex SHA-256). */
async function hashOf(serviceId: string, input: RequestTopUpInput): Promise<string> {
  const { offerId, quantity, amount } = input;
  const bound = JSON.stringify([serviceId, offerId, quantity, amount.minor, amount.currency]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(bound));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

import { type OfferId, payerId, type ServiceId } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { WITHDRAWAL_CONSENT } from "../../domain/offer/consent.ts";
import { isWeak, type Origin } from "../../domain/top-up/top-up.ts";
import type { Customer } from "../base/actor.ts";
import { needsApproval } from "../base/approval.ts";
import { lastDigits } from "../base/last-digits.ts";
import { maskEmail } from "../base/mask-email.ts";
import { merchantFactsOf } from "../base/merchant-facts.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { sha256Hex } from "../base/sha256-hex.ts";
import { identifiedService } from "../identification/identified-service.ts";
import {
  type Identified,
  readServiceToken,
  type ServiceTokenNeeds,
} from "../identification/service-token.ts";
import type { HumanToken } from "../ports/human-check.ts";
import type { PayerDetails } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";
import type {
  RequestTopUp as AskObject,
  Requested,
  RequestRefusal,
  SessionTopUpRequest,
} from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";
import {
  type CheckPriceNeeds,
  checkPrice,
  type PriceCheck,
  type PriceRefusal,
} from "../sale/check-price.ts";
import { maySell, type SaleNeeds, type SaleRefusal } from "../sale/may-sell.ts";
import { mayTry } from "./admit-try.ts";
import { type HumanCheckNeeds, type HumanRefusal, passHumanCheck } from "./human-check.ts";
import { type OpenedTopUp, type OpenPaymentNeeds, openPayment, refusalOf } from "./open-payment.ts";
import { type StopNeeds, stoppedBy } from "./ownership/check-deployment.ts";
import { isPayerBlocked, type PayerBlockNeeds } from "./payer-block.ts";
import { replayTopUp } from "./replay-top-up.ts";
import { sealPayer } from "./seal-payer.ts";
import { supersedeOpenTopUp } from "./supersede-open-top-up.ts";
import {
  giveBackUnpaidAllowance,
  takeUnpaidAllowance,
  type UnpaidAllowanceNeeds,
  type UnpaidRequest,
} from "./unpaid-allowance.ts";

export type RequestTopUpNeeds = ServiceTokenNeeds &
  CheckPriceNeeds &
  SaleNeeds &
  OpenPaymentNeeds &
  StopNeeds &
  UnpaidAllowanceNeeds &
  HumanCheckNeeds &
  PayerBlockNeeds &
  Pick<Ports, "objects" | "ids" | "brands">;

export interface RequestTopUpInput extends PriceCheck {
  readonly idempotencyKey: string;
  readonly serviceToken: string;
  /** Who pays, for receipt and invoice. */
  readonly customer: PayerDetails;
  /** The customer agreed to pay again, minutes after the last payment (row P10). */
  readonly allowRepeat: boolean;
  /** The sentence about withdrawal was ticked. */
  readonly consent: boolean;
  readonly origin: Extract<Origin, "portal" | "api">;
  /** Of the widget that `human_check_needed` asked for. */
  readonly humanToken?: HumanToken;
  /** What identified the service sells no more: only a known key is answered. */
  readonly onlyRepeats?: boolean;
}

type NewRequestRefusal =
  | "payer_blocked"
  | "service_token_invalid"
  | "consent_needed"
  | "too_many_declines"
  | PriceRefusal
  | SaleRefusal;
export type RequestTopUpRefusal =
  | NewRequestRefusal
  | RequestRefusal
  | HumanRefusal
  | "already_paid"
  | "deployment_id_conflict"
  | "payment_system_unavailable"
  | "payment_not_possible";

/**
 * Pay was pressed: a top-up, its attempt and its payment intent, once per idempotency key. A known
 * key is answered from the object alone, whatever else is down. A new one needs the register, a
 * price that is still the server's, and a fresh reading of the OCS: nothing can be paid that could
 * not be provisioned. Throws `PortFault` when the object gave no answer: the same key repeats
 * safely.
 */
export async function requestTopUp(
  needs: RequestTopUpNeeds,
  actor: Customer,
  input: RequestTopUpInput,
): Promise<Result<OpenedTopUp, Refusal<RequestTopUpRefusal>>> {
  const token = await readServiceToken(needs, input.serviceToken);
  if (!token.ok) return token;
  const { serviceId } = token.value;
  const object = needs.objects.of(serviceId);
  const { idempotencyKey, allowRepeat, customer } = input;
  const key = { idempotencyKey, inputHash: await hashOf(serviceId, input) };
  const { sessionId } = actor;
  const { ip, method, linkId } = token.value.identifiedBy;
  const identifiedBy = { method, linkId };
  const repeated = { ...key, sessionId, identifiedBy, details: customer, ip };
  const replayed = await replayTopUp(needs, object, repeated);
  if ("ok" in replayed) return replayed;
  if (input.onlyRepeats) return refusal("service_token_invalid");
  if ((await stoppedBy(needs, actor)) !== null) return refusal("deployment_id_conflict");
  const request = await newRequest(needs, actor, token.value, input);
  if (!request.ok) return request;
  if (!replayed.hasChoice) {
    const person = await isPersonThere(needs, actor, request.value, input);
    if (!person.ok) return person;
  }
  const { topUpId: newTopUpId, brand } = request.value;
  const block = { ...customer, brand, ip };
  const payer = await sealPayer(needs, newTopUpId, block);
  const asked = { ...key, allowRepeat, request: request.value, payer };
  const unpaid = replayed.hasChoice ? null : { request: request.value, ip: actor.ip };
  const answer = await requestCounted(needs, object, { asked, unpaid });
  if (!answer.ok) return answer;
  const { value } = answer;
  if (value.kind === "open" && value.view.topUpId === newTopUpId) {
    const emailMasked = maskEmail(customer.email);
    return openPayment(needs, object, { answer: value, own: true, newTopUpId, emailMasked });
  }
  if (value.kind === "refused") return refusalOf(value);
  // The key stands for an earlier top-up now: that of the same choice, or of the same key, where
  // two requests came at once.
  const known = await replayTopUp(needs, object, repeated);
  if (!("ok" in known)) throw new Error(`${value.view.topUpId}: answered, and its key is unknown`);
  return known;
}

/** Before another intent is made: a person is there, where one has to be (decision 32). */
function isPersonThere(
  needs: RequestTopUpNeeds,
  { sessionId, ip }: Customer,
  { serviceId, identifiedBy }: SessionTopUpRequest,
  { idempotencyKey, humanToken }: RequestTopUpInput,
): Promise<Result<null, Refusal<HumanRefusal>>> {
  return passHumanCheck(needs, {
    sessionId,
    ip,
    serviceId,
    weak: isWeak(identifiedBy),
    idempotencyKey,
    ...(humanToken && { given: humanToken }),
  });
}

/**
 * Asks the object, counted as one more unpaid top-up; where none was made, the count is given back.
 * Nothing is counted where the session has this top-up already. An object without an answer
 * throws, and then the count stays: it may have made one.
 */
async function requestCounted(
  needs: RequestTopUpNeeds,
  object: ServiceObject,
  { asked, unpaid }: { readonly asked: AskObject; readonly unpaid: UnpaidRequest | null },
): Promise<Result<Requested, Refusal<"too_many_requests" | "already_paid" | "top_up_open">>> {
  if (unpaid !== null && !(await takeUnpaidAllowance(needs, unpaid))) {
    return refusal("too_many_requests");
  }
  const first = await object.requestTopUp(asked);
  const answer =
    first.kind === "refused" && first.code === "top_up_open"
      ? await supersedeOpenTopUp(needs, object, { asked, refused: first })
      : ok(first);
  const made = answer.ok && answer.value.kind !== "refused" ? answer.value.view.topUpId : null;
  const isMade = made === asked.request.topUpId;
  if (unpaid !== null && !isMade) await giveBackUnpaidAllowance(needs, unpaid);
  return answer;
}

/** Everything the object will ever need, copied now: once it is paid, nothing is asked again. */
async function newRequest(
  needs: RequestTopUpNeeds,
  { sessionId, ip }: Customer,
  identified: Identified,
  input: RequestTopUpInput,
): Promise<Result<SessionTopUpRequest, Refusal<NewRequestRefusal>>> {
  const { serviceId, identifiedBy } = identified;
  const weak = isWeak(identifiedBy);
  const [service, accountState, tried] = await Promise.all([
    identifiedService(needs, identified, "anew"),
    needs.objects.of(serviceId).getAccountState(),
    mayTry(needs, { sessionId, ip, serviceId, weak }),
  ]);
  if (!service) return refusal("service_token_invalid");
  const brand = await needs.brands.byId(service.brand);
  if (brand === null) return refusal("service_sales_blocked");
  if (brand.withdrawalConsent && !input.consent) return refusal("consent_needed");
  const priced = await checkPrice(needs, service, input);
  if (!priced.ok) return priced;
  const { offer } = priced.value;
  const { quantity, customer } = input;
  const { method, linkId } = identifiedBy;
  if (!tried.ok) return tried;
  const payer = { brand: service.brand, sessionId, email: customer.email, cardFingerprint: null };
  const [sold, blocked] = await Promise.all([
    maySell(needs, { service, accountState, offer, quantity, weak }),
    isPayerBlocked(needs, payer),
  ]);
  if (!sold.ok) return sold;
  if (blocked) return refusal("payer_blocked");
  const topUpId = needs.ids.fresh("top");
  return ok({
    topUpId,
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
    sessionId,
    payer: { payerId: payerId(topUpId), hasEmail: customer.email !== "" },
    identifiedBy: { method, linkId },
    merchant: merchantFactsOf(brand),
    livemode: needs.payments.livemode,
    origin: input.origin,
    needsApproval: needsApproval(brand, priced.value.price),
    statementSuffix: brand.statementSuffix || null,
    maxWaitMs: null,
    ...(brand.withdrawalConsent && { consent: WITHDRAWAL_CONSENT }),
    ...(brand.riskReview === "review" && { reviewsRisk: true }),
  });
}

interface BoundInput {
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly amount: Money;
}

/** What an idempotency key binds: service, offer, quantity, amount, currency (hex SHA-256). */
function hashOf(serviceId: ServiceId, input: BoundInput): Promise<string> {
  const { offerId, quantity, amount } = input;
  return sha256Hex(JSON.stringify([serviceId, offerId, quantity, amount.minor, amount.currency]));
}

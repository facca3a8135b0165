import type { DongleTopUp, LegacyAnswer } from "../../contract/legacy.ts";
import { type Money, parseDecimal, sameMoney } from "../../domain/base/money.ts";
import { price, withinLimits } from "../../domain/offer/offer.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import { derivedId } from "../base/derived-id.ts";
import { fromD1 } from "../base/from-d1.ts";
import { CALLER_WAITS_MS, importPayment } from "../payment/ownership/owner-of.ts";
import { syncReading } from "../payment/sync-payment.ts";
import type { PaymentBinding } from "../ports/payment-bindings.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { answerOf, FAILURES, failed, notSucceeded } from "./answers.ts";
import { whyNotSold } from "./why-not-sold.ts";

export interface DongleInput {
  readonly asked: DongleTopUp;
  readonly ip: string | null;
  /** Whether a payment may come without a word on whom it is for. */
  readonly acceptUntagged: boolean;
  /** A caller's payment that was made longer ago is the older system's history. */
  readonly maxAgeMs: number;
}
interface Call extends DongleInput {
  readonly service: Service;
  readonly intentId: string;
  readonly serviceUuid: string;
  readonly calledAt: number;
}

/** What is left of the five seconds when the reading of payment and register took long. */
const SHORTEST_WAIT_MS = 1000;

/**
 * An older system says that a payment is for a service (row I1). An intent that names a top-up of
 * ours is settled. One that the caller made is first claimed in D1, then marked at Stripe, then
 * becomes a top-up that is paid. Either way the answer is the state, after a wait of five seconds
 * at most; the same request again gets the present state. With D1, Stripe or the object silent:
 * 503, and to be repeated.
 */
export async function topUpDongle(ports: Ports, input: DongleInput): Promise<LegacyAnswer> {
  const calledAt = ports.clock.now();
  const { payment_intent_id: intentId, service_uuid: serviceUuid } = input.asked;
  try {
    const service = await serviceOf(ports, input.asked);
    if (!service) return FAILURES.service;
    const call = { ...input, service, intentId, serviceUuid, calledAt };
    const binding = await ports.paymentBindings.bindingOf(intentId);
    if (binding) return await answerBound(ports, call, binding);
    const reading = await ports.payments.readIntent(intentId);
    if (!reading || reading.livemode !== ports.payments.livemode) return FAILURES.unknown;
    return await (reading.metadata ? answerOwn : answerCallers)(ports, call, reading);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    ports.log.warn("legacy_unanswered", { intentId, why: fault.message });
    return FAILURES.unavailable;
  }
}

/** Both must fit, and a guess learns nothing about which one does not (row R4). */
async function serviceOf(ports: Ports, asked: DongleTopUp): Promise<Service | null> {
  const found = await fromD1(() => ports.register.byUuid(asked.service_uuid));
  return found.find(({ imsi }) => imsi === asked.imsi) ?? null;
}

/** D1 knows the payment: the present state, or a refusal for anything else than before. */
async function answerBound(
  ports: Ports,
  call: Call,
  binding: PaymentBinding,
): Promise<LegacyAnswer> {
  if (!isSame(call, binding)) return FAILURES.processed;
  const known = await ports.objects.of(binding.serviceId).getTopUp({ topUpId: binding.topUpId });
  if (known) return waitFor(ports, call, binding.topUpId);
  // Claimed, and whoever claimed it died before the object heard of it.
  const reading = await ports.payments.readIntent(call.intentId);
  return reading ? importAndWait(ports, call, { claim: binding, reading }) : FAILURES.unknown;
}

/** An intent with our mark: the top-up exists, and is settled like by a webhook. */
async function answerOwn(ports: Ports, call: Call, reading: IntentReading): Promise<LegacyAnswer> {
  const { metadata } = reading;
  if (metadata?.serviceId !== call.service.id) return FAILURES.processed;
  const { topUpId } = metadata;
  const before = await ports.objects.of(metadata.serviceId).getTopUp({ topUpId });
  if (before && !isSame(call, { ...before, amount: before.price })) {
    return before.paidAt === null ? FAILURES.amount : FAILURES.processed;
  }
  if (reading.status !== "succeeded") return notSucceeded(reading.status);
  const synced = await syncReading(ports, reading);
  return synced.kind === "recorded" ? waitFor(ports, call, topUpId) : FAILURES.unknown;
}

/** An intent that the caller made: every check first, then the claim, then the top-up. */
async function answerCallers(
  ports: Ports,
  call: Call,
  reading: IntentReading,
): Promise<LegacyAnswer> {
  const { service, asked, intentId } = call;
  const notOwner = ownershipFailure(call, reading);
  if (notOwner) return notOwner;
  const offers = await fromD1(() => ports.register.offersFor(service));
  const offer = offers.find((one) => withinLimits(one, asked.days));
  if (!offer) return failed(400, "days is outside what is for sale");
  const due = price(offer, asked.days);
  if (!isAmount(asked, due) || !sameMoney(reading.amount, due)) return FAILURES.amount;
  if (reading.status !== "succeeded") return notSucceeded(reading.status);
  if (isReturned(reading)) return FAILURES.returned;
  if (isHistory(call, reading)) return FAILURES.processed;
  const unsold = await whyNotSold(ports, service, { offer, quantity: asked.days });
  if (unsold) return unsold;
  const topUpId = await derivedId("top", intentId);
  const bought = { offerId: offer.id, quantity: asked.days, amount: due };
  const wish = { intentId, topUpId, serviceId: service.id, ...bought };
  const binding = await ports.paymentBindings.bind(wish, ports.clock.now());
  return isSame(call, binding)
    ? importAndWait(ports, call, { claim: binding, reading })
    : FAILURES.processed;
}

/** Why this payment is nobody's business here; null: it is this service's. */
function ownershipFailure({ service, acceptUntagged }: Call, { untrusted }: IntentReading) {
  if (!untrusted || untrusted.otherDeployment) return FAILURES.elsewhere;
  const { serviceUuid, imsi } = untrusted;
  const fits =
    (serviceUuid === null || serviceUuid === service.serviceUuid) &&
    (imsi === null || imsi === service.imsi);
  if (!fits) return FAILURES.unnamed;
  return serviceUuid === null && imsi === null && !acceptUntagged ? FAILURES.unnamed : null;
}

/** What the older system took before it called us has long been delivered, by itself. */
const isHistory = ({ calledAt, maxAgeMs }: Call, { untrusted }: IntentReading): boolean =>
  calledAt - (untrusted?.createdAt ?? 0) > maxAgeMs;

async function importAndWait(
  ports: Ports,
  call: Call,
  { claim: binding, reading }: { readonly claim: PaymentBinding; readonly reading: IntentReading },
): Promise<LegacyAnswer> {
  const maxWaitMs = waitOf(ports, call);
  const view = await importPayment(ports, { binding, reading, ip: call.ip, maxWaitMs });
  if (view) return waitFor(ports, call, binding.topUpId);
  return isReturned(reading) ? FAILURES.returned : FAILURES.processed;
}

const isReturned = ({ returnedMinor, amount }: IntentReading): boolean =>
  returnedMinor >= amount.minor;

async function waitFor(ports: Ports, call: Call, topUpId: string): Promise<LegacyAnswer> {
  const object = ports.objects.of(call.service.id);
  const waited = await object.waitFor({ topUpId, waitMs: waitOf(ports, call) });
  if (!waited) return FAILURES.unknown;
  // A surplus payment: another one has paid this top-up, and this one goes back.
  const surplus = waited.intentId !== null && waited.intentId !== call.intentId;
  return surplus ? FAILURES.processed : answerOf(waited, call);
}

const waitOf = (ports: Ports, { calledAt }: Call): number =>
  Math.max(SHORTEST_WAIT_MS, CALLER_WAITS_MS - (ports.clock.now() - calledAt));

type Bought = Pick<PaymentBinding, "serviceId" | "quantity" | "amount">;
const isSame = ({ service, asked }: Call, { serviceId, quantity, amount }: Bought): boolean =>
  serviceId === service.id && quantity === asked.days && isAmount(asked, amount);

/** The decimal text in minor units of that currency; with the default price 10: days × 1000. */
function isAmount({ topup_amount }: DongleTopUp, due: Money): boolean {
  const amount = parseDecimal(topup_amount, due.currency);
  return amount !== null && sameMoney(amount, due);
}

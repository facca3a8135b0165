import type { DongleTopUp, LegacyAnswer, LegacyFailed } from "../../contract/legacy.ts";
import type { IntentId, TopUpId } from "../../domain/base/ids.ts";
import { type Money, parseDecimal, sameMoney } from "../../domain/base/money.ts";
import { rulesOf } from "../../domain/offer/kinds/rules.ts";
import { offersOf, withinLimits } from "../../domain/offer/offer.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { Caller } from "../base/actor.ts";
import { fromD1 } from "../base/from-d1.ts";
import { serviceOfPair } from "../identification/service-of-pair.ts";
import { CALLER_WAITS_MS, importPayment } from "../payment/import/import-payment.ts";
import { bindPayment } from "../payment/ownership/bind-payment.ts";
import { type StopNeeds, stoppedBy } from "../payment/ownership/check-deployment.ts";
import { heldUnderOtherTag } from "../payment/ownership/owner-of.ts";
import { type SyncPaymentNeeds, syncReading } from "../payment/sync-payment.ts";
import type { PaymentBinding } from "../ports/payment-bindings.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Service } from "../ports/register.ts";
import type { SaleNeeds } from "../sale/may-sell.ts";
import { boundsInWords, boundsOf } from "../sale/not-for-sale.ts";
import { answerOf, FAILURES, failed, notSucceeded } from "./answers.ts";
import { whyNotSold } from "./why-not-sold.ts";

export type TopUpDongleNeeds = SyncPaymentNeeds & SaleNeeds & StopNeeds;

export interface DongleInput {
  readonly asked: DongleTopUp;
  /** Whether a payment need not name the service that it is for. */
  readonly acceptUntagged: boolean;
  /** A caller's payment that was made longer ago is the older system's history. */
  readonly maxAgeMs: number;
}
/** One call, with what is known about it. `calledAt`: Unix ms. */
interface Call extends DongleInput {
  readonly actor: Caller;
  readonly service: Service;
  readonly intentId: IntentId;
  readonly serviceUuid: string;
  readonly calledAt: number;
}

/** The wait for the object, when reading payment and register took most of the five seconds. */
const SHORTEST_WAIT_MS = 1000;

/**
 * An older system says that a payment is for a service (row I1). An intent with our metadata is
 * synced. One that the caller made is first bound in D1, then tagged at Stripe, then becomes a
 * top-up that is paid. Either way the answer is the state, after a wait of five seconds at most;
 * the same request again gets the present state. With D1, Stripe or the object silent the answer is
 * a 503, and the caller repeats the request.
 */
export async function topUpDongle(
  needs: TopUpDongleNeeds,
  actor: Caller,
  input: DongleInput,
): Promise<LegacyAnswer> {
  const calledAt = needs.clock.now();
  const { payment_intent_id: intentId, service_uuid: serviceUuid, imsi } = input.asked;
  try {
    const service = await fromD1(() => serviceOfPair(needs, { serviceUuid, imsi }));
    if (!service) return FAILURES.service;
    const call = { ...input, actor, service, intentId, serviceUuid, calledAt };
    const binding = await needs.paymentBindings.bindingOf(intentId);
    if (binding) return await answerBound(needs, call, binding);
    const reading = await needs.payments.readIntent(intentId);
    if (!reading || reading.livemode !== needs.payments.livemode) return FAILURES.unknown;
    const metadata = reading.metadata ?? (await heldUnderOtherTag(needs, reading));
    if (metadata) return await answerOwn(needs, call, { ...reading, metadata });
    if ((await stoppedBy(needs, actor)) !== null) return FAILURES.unavailable;
    return await answerCallers(needs, call, reading);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    needs.log.warn("legacy_unanswered", { intentId, why: fault.message });
    return FAILURES.unavailable;
  }
}

/** D1 knows the payment: the present state; a refusal when the caller now names anything else. */
async function answerBound(
  needs: TopUpDongleNeeds,
  call: Call,
  binding: PaymentBinding,
): Promise<LegacyAnswer> {
  if (!isSame(call, binding)) return FAILURES.processed;
  const { serviceId, topUpId } = binding;
  const view = await needs.objects.of(serviceId).getTopUp({ topUpId });
  if (view) return waitFor(needs, call, topUpId);
  // The call that bound it died before the object knew of it.
  const reading = await needs.payments.readIntent(call.intentId);
  return reading ? importAndWait(needs, call, { binding, reading }) : FAILURES.unknown;
}

/** An intent with our metadata: its top-up exists, and is synced as after a webhook. */
async function answerOwn(
  needs: TopUpDongleNeeds,
  call: Call,
  reading: IntentReading,
): Promise<LegacyAnswer> {
  const { metadata } = reading;
  if (metadata?.serviceId !== call.service.id) return FAILURES.processed;
  const { topUpId } = metadata;
  const before = await needs.objects.of(metadata.serviceId).getTopUp({ topUpId });
  if (before && !isSame(call, { ...before, amount: before.price })) {
    return before.paidAt === null ? FAILURES.amount : FAILURES.processed;
  }
  if (reading.status !== "succeeded") return notSucceeded(reading.status);
  const synced = await syncReading(needs, call.actor, reading);
  return synced.kind === "recorded" ? waitFor(needs, call, topUpId) : FAILURES.unknown;
}

/** An intent that the caller made: every check first, then the binding, then the top-up. */
async function answerCallers(
  needs: TopUpDongleNeeds,
  call: Call,
  reading: IntentReading,
): Promise<LegacyAnswer> {
  const { service, asked, intentId } = call;
  const notOwner = ownershipFailure(call, reading);
  if (notOwner) return notOwner;
  const offers = await fromD1(() => needs.register.offersFor(service));
  const ofDays = offersOf("days", offers);
  const offer = ofDays.find((one) => withinLimits(one, asked.days));
  if (!offer) return failed(400, `days ${boundsInWords(boundsOf(ofDays))}`);
  const due = rulesOf(offer).price(asked.days);
  if (!isAmount(asked, due) || !sameMoney(reading.amount, due)) return FAILURES.amount;
  if (reading.status !== "succeeded") return notSucceeded(reading.status);
  if (isReturned(reading)) return FAILURES.returned;
  if (isHistory(call, reading)) return FAILURES.processed;
  const unsold = await whyNotSold(needs, service, { offer, quantity: asked.days });
  if (unsold) return unsold;
  const binding = await bindPayment(needs, {
    intentId,
    serviceId: service.id,
    offerId: offer.id,
    quantity: asked.days,
    amount: due,
  });
  return isSame(call, binding)
    ? importAndWait(needs, call, { binding, reading })
    : FAILURES.processed;
}

/** Why this payment is not for this service; null: it is. */
function ownershipFailure(
  { service, acceptUntagged }: Call,
  { untrusted }: IntentReading,
): LegacyFailed | null {
  if (!untrusted || untrusted.otherDeployment) return FAILURES.elsewhere;
  const { serviceUuid, imsi } = untrusted;
  const fits =
    (serviceUuid === null || serviceUuid === service.serviceUuid) &&
    (imsi === null || imsi === service.imsi);
  if (!fits) return FAILURES.unnamed;
  return serviceUuid === null && imsi === null && !acceptUntagged ? FAILURES.unnamed : null;
}

/** A payment from before the older system called us: that system has provisioned it itself. */
const isHistory = ({ calledAt, maxAgeMs }: Call, { untrusted }: IntentReading): boolean =>
  calledAt - (untrusted?.createdAt ?? 0) > maxAgeMs;

async function importAndWait(
  needs: TopUpDongleNeeds,
  call: Call,
  { binding, reading }: { readonly binding: PaymentBinding; readonly reading: IntentReading },
): Promise<LegacyAnswer> {
  const maxWaitMs = waitOf(needs, call);
  const view = await importPayment(needs, call.actor, { binding, reading, maxWaitMs });
  if (view) return waitFor(needs, call, binding.topUpId);
  return isReturned(reading) ? FAILURES.returned : FAILURES.processed;
}

const isReturned = ({ returnedMinor, amount }: IntentReading): boolean =>
  returnedMinor >= amount.minor;

async function waitFor(
  needs: TopUpDongleNeeds,
  call: Call,
  topUpId: TopUpId,
): Promise<LegacyAnswer> {
  const object = needs.objects.of(call.service.id);
  const waited = await object.waitFor({ topUpId, waitMs: waitOf(needs, call) });
  if (!waited) return FAILURES.unknown;
  // A surplus payment: another one has paid this top-up, and this one is refunded.
  const surplus = waited.intentId !== null && waited.intentId !== call.intentId;
  return surplus ? FAILURES.processed : answerOf(waited, call);
}

const waitOf = (needs: TopUpDongleNeeds, { calledAt }: Call): number =>
  Math.max(SHORTEST_WAIT_MS, CALLER_WAITS_MS - (needs.clock.now() - calledAt));

type Bought = Pick<PaymentBinding, "serviceId" | "quantity" | "amount">;
const isSame = ({ service, asked }: Call, { serviceId, quantity, amount }: Bought): boolean =>
  serviceId === service.id && quantity === asked.days && isAmount(asked, amount);

/** Whether the decimal text is this amount; with the default price 10: days × 1000 minor units. */
function isAmount({ topup_amount }: DongleTopUp, due: Money): boolean {
  const amount = parseDecimal(topup_amount, due.currency);
  return amount !== null && sameMoney(amount, due);
}

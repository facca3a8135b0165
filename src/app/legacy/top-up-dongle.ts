import { isWhole, type LegacyAnswer, type LegacyFailed } from "../../contract/legacy.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import { actorLabel, type Caller } from "../base/actor.ts";
import { sellsFor } from "../base/allow.ts";
import { fromD1 } from "../base/from-d1.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { CALLER_WAITS_MS, importPayment } from "../payment/import/import-payment.ts";
import { bindPayment } from "../payment/ownership/bind-payment.ts";
import { type StopNeeds, stoppedBy } from "../payment/ownership/check-deployment.ts";
import { heldUnderOtherTag } from "../payment/ownership/owner-of.ts";
import { type SyncPaymentNeeds, syncReading } from "../payment/sync-payment.ts";
import type { PaymentBinding } from "../ports/payment-bindings.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { answerOf, FAILURES, failed, notSucceeded } from "./answers.ts";
import { type Call, callOf, type DongleInput, isSame } from "./call.ts";
import { type DecideSaleNeeds, decideSale } from "./decide-sale.ts";

export type TopUpDongleNeeds = SyncPaymentNeeds &
  DecideSaleNeeds &
  StopNeeds &
  Pick<Ports, "deploymentFindings">;

/** The wait for the object, when reading payment and register took most of the five seconds. */
const SHORTEST_WAIT_MS = 1000;

/**
 * An older system says that a payment is for a service (row I1). An intent with our metadata is
 * synced. One that the caller made is first bound in D1, then tagged at Stripe, then becomes a
 * top-up that is paid, or that is refunded because nothing can be sold for it. Either way the
 * answer is the state, after a wait of five seconds at most; the same request again gets the
 * present state. With D1, Stripe or the object silent the answer is a 503, and the caller repeats
 * the request.
 */
export async function topUpDongle(
  needs: TopUpDongleNeeds,
  actor: Caller,
  input: DongleInput,
): Promise<LegacyAnswer> {
  const { payment_intent_id: intentId } = input.asked;
  try {
    const call = await callOf(needs, actor, input);
    const binding = await needs.paymentBindings.bindingOf(intentId);
    if (binding) return await answerBound(needs, call, binding);
    const reading = await needs.payments.readIntent(intentId);
    if (!reading || reading.livemode !== needs.payments.livemode) {
      return wrongOf(call) ?? FAILURES.unknown;
    }
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

/** What is wrong with the call by itself; null: nothing. */
function wrongOf({ asked, service }: Call): LegacyFailed | null {
  if (!isWhole(asked)) return failed(400, asked.wrong);
  return service === null ? FAILURES.service : null;
}

/** An intent with our metadata: its top-up exists, and is synced as after a webhook. */
async function answerOwn(
  needs: TopUpDongleNeeds,
  call: Call,
  reading: IntentReading,
): Promise<LegacyAnswer> {
  const { metadata } = reading;
  const wrong = wrongOf(call);
  if (wrong) return wrong;
  if (metadata === null || metadata.serviceId !== call.service?.id) return FAILURES.processed;
  const { topUpId, serviceId } = metadata;
  const before = await needs.objects.of(serviceId).getTopUp({ topUpId });
  if (before && !isSame(call, { ...before, amount: before.price })) {
    return before.paidAt === null ? FAILURES.amount : FAILURES.processed;
  }
  if (reading.status !== "succeeded") return notSucceeded(reading.status);
  const synced = await syncReading(needs, call.actor, reading);
  if (synced.kind !== "recorded") return FAILURES.unknown;
  return waitFor(needs, call, { topUpId, serviceId, serviceUuid: uuidOf(call) });
}

/** An intent that the caller made: decided, bound as it was decided, then made a top-up. */
async function answerCallers(
  needs: TopUpDongleNeeds,
  call: Call,
  reading: IntentReading,
): Promise<LegacyAnswer> {
  const { bind, failure, unnamed } = await decideSale(needs, call, reading);
  if (unnamed) await raiseUnnamed(needs, call);
  if (bind === null) return failure ?? FAILURES.processed;
  const binding = await bindPayment(needs, bind);
  const isOurs = binding.serviceId === bind.serviceId && binding.unsold === bind.unsold;
  if (!isOurs) return answerBound(needs, call, binding);
  const answer = await importAndWait(needs, call, { binding, reading, serviceUuid: uuidOf(call) });
  if (failure === null) return answer;
  return (await knownUuid(needs, call, binding)) === null
    ? failure
    : wordedFor(call, binding, { answer, failure });
}

const uuidOf = ({ asked, service }: Call): string =>
  asked.service_uuid ?? service?.serviceUuid ?? "";

/** The payment stays the caller's, and an operator sees that money lies with no service. */
async function raiseUnnamed(needs: TopUpDongleNeeds, { intentId, actor }: Call): Promise<void> {
  const detail = "a legacy call presented it; it has succeeded and names no service of ours";
  try {
    await needs.deploymentFindings.raise({ kind: "unnamed_payment", subject: intentId, detail });
  } catch (fault) {
    needs.log.error("finding_not_raised", fault, { intentId, by: actorLabel(actor) });
  }
}

/**
 * D1 knows the payment, and its top-up keeps its fate whatever the call says: the present state for
 * a caller that names the service; a refusal when it now asks for anything else.
 */
async function answerBound(
  needs: TopUpDongleNeeds,
  call: Call,
  binding: PaymentBinding,
): Promise<LegacyAnswer> {
  const serviceUuid = await knownUuid(needs, call, binding);
  if (serviceUuid === null) return wrongOf(call) ?? FAILURES.processed;
  const isSold = binding.unsold === null;
  if (isSold && isWhole(call.asked) && !isSame(call, binding)) return FAILURES.processed;
  const { serviceId, topUpId } = binding;
  const view = await needs.objects.of(serviceId).getTopUp({ topUpId });
  // The call that bound it died before the object knew of it.
  const reading = view ? null : await needs.payments.readIntent(call.intentId);
  if (!view && !reading) return FAILURES.unknown;
  const answer = reading
    ? await importAndWait(needs, call, { binding, reading, serviceUuid })
    : await waitFor(needs, call, { topUpId, serviceId, serviceUuid });
  return wordedFor(call, binding, { answer, failure: wrongOf(call) ?? FAILURES.amount });
}

/**
 * The uuid of the bound service, for a caller that named it, or that is malformed and has a key of
 * its brand. Null: this caller learns nothing of the top-up.
 */
async function knownUuid(
  needs: TopUpDongleNeeds,
  call: Call,
  { serviceId }: PaymentBinding,
): Promise<string | null> {
  if (call.service?.id === serviceId) return uuidOf(call);
  if (isWhole(call.asked) || call.actor.key === null) return null;
  const service = await fromD1(() => needs.register.byId(serviceId));
  return service && sellsFor(call.actor, service.brand) ? service.serviceUuid : null;
}

/** While a person reviews what a wrong call presented, the caller is told what is wrong with it. */
function wordedFor(
  call: Call,
  binding: PaymentBinding,
  { answer, failure }: { readonly answer: LegacyAnswer; readonly failure: LegacyFailed },
): LegacyAnswer {
  if (answer.result === "Failed" || isSame(call, binding)) return answer;
  const isAsItsMetadata = binding.unsold === null && !isWhole(call.asked);
  return isAsItsMetadata ? answer : failure;
}

async function importAndWait(
  needs: TopUpDongleNeeds,
  call: Call,
  {
    binding,
    reading,
    serviceUuid,
  }: {
    readonly binding: PaymentBinding;
    readonly reading: IntentReading;
    readonly serviceUuid: string;
  },
): Promise<LegacyAnswer> {
  const maxWaitMs = waitOf(needs, call);
  const { topUpId, serviceId } = binding;
  const view = await importPayment(needs, call.actor, { binding, reading, maxWaitMs });
  if (view) return waitFor(needs, call, { topUpId, serviceId, serviceUuid });
  return isReturned(reading) ? FAILURES.returned : FAILURES.processed;
}

const isReturned = ({ returnedMinor, amount }: IntentReading): boolean =>
  returnedMinor >= amount.minor;

/** A top-up, and the uuid by which the caller knows its service. */
interface Waited extends TopUpRef {
  readonly serviceUuid: string;
}

async function waitFor(
  needs: TopUpDongleNeeds,
  call: Call,
  { topUpId, serviceId, serviceUuid }: Waited,
): Promise<LegacyAnswer> {
  const object = needs.objects.of(serviceId);
  const waited = await object.waitFor({ topUpId, waitMs: waitOf(needs, call) });
  if (!waited) return FAILURES.unknown;
  const { intentId } = call;
  // A surplus payment: another one has paid this top-up, and this one is refunded.
  const surplus = waited.intentId !== null && waited.intentId !== intentId;
  return surplus ? FAILURES.processed : answerOf(waited, { intentId, serviceUuid });
}

const waitOf = (needs: TopUpDongleNeeds, { calledAt }: Call): number =>
  Math.max(SHORTEST_WAIT_MS, CALLER_WAITS_MS - (needs.clock.now() - calledAt));

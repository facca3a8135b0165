import type { DongleTopUp, LegacyAnswer } from "../../contract/legacy.ts";
import { type Money, parseDecimal, sameMoney } from "../../domain/money.ts";
import { price, withinLimits } from "../../domain/offer.ts";
import type { IntentReading } from "../../domain/payment-reading.ts";
import { PortFault, type Ports } from "../ports.ts";
import type { Service } from "../register-port.ts";
import { settleReading } from "../settle.ts";
import { answerOf, FAILURES, failed, notSucceeded } from "./answers.ts";
import { adoptClaimed, CALLER_WAITS_MS } from "./claimed-payment.ts";
import { derivedId } from "./derived-id.ts";
import { fromD1 } from "./from-d1.ts";
import { whyNotSold } from "./may-buy.ts";
import type { ClaimedIntent } from "./old-doors-port.ts";

export interface DongleInput {
  readonly asked: DongleTopUp;
  readonly ip: string | null;
  /** Whether a payment may come without a word on whom it is for. */
  readonly acceptUnmarked: boolean;
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
    const claim = await ports.oldDoors.claimOf(intentId);
    if (claim) return await again(ports, call, claim);
    const reading = await ports.payments.readIntent(intentId);
    if (!reading || reading.livemode !== ports.payments.livemode) return FAILURES.unknown;
    return await (reading.mark ? ours : callers)(ports, call, reading);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    ports.log.warn("old_door_unanswered", { intentId, why: fault.message });
    return FAILURES.unavailable;
  }
}

/** Both must fit, and a guess learns nothing about which one does not (row R4). */
async function serviceOf(ports: Ports, asked: DongleTopUp): Promise<Service | null> {
  const found = await fromD1(() => ports.register.byUuid(asked.service_uuid));
  return found.find(({ imsi }) => imsi === asked.imsi) ?? null;
}

/** D1 knows the payment: the present state, or a refusal for anything else than before. */
async function again(ports: Ports, call: Call, claim: ClaimedIntent): Promise<LegacyAnswer> {
  if (!isSame(call, claim)) return FAILURES.processed;
  const known = await ports.objects.of(claim.serviceId).view({ topUpId: claim.topUpId });
  if (known) return waitFor(ports, call, claim.topUpId);
  // Claimed, and whoever claimed it died before the object heard of it.
  const reading = await ports.payments.readIntent(call.intentId);
  return reading ? adopt(ports, call, { claim, reading }) : FAILURES.unknown;
}

/** An intent with our mark: the top-up exists, and is settled like by a webhook. */
async function ours(ports: Ports, call: Call, reading: IntentReading): Promise<LegacyAnswer> {
  const { mark } = reading;
  if (mark?.serviceId !== call.service.id) return FAILURES.processed;
  const { topUpId } = mark;
  const before = await ports.objects.of(mark.serviceId).view({ topUpId });
  if (before && !isSame(call, { ...before, amount: before.price })) {
    return before.paidAt === null ? FAILURES.amount : FAILURES.processed;
  }
  if (reading.status !== "succeeded") return notSucceeded(reading.status);
  const settled = await settleReading(ports, reading);
  return settled.kind === "recorded" ? waitFor(ports, call, topUpId) : FAILURES.unknown;
}

/** An intent that the caller made: every check first, then the claim, then the top-up. */
async function callers(ports: Ports, call: Call, reading: IntentReading): Promise<LegacyAnswer> {
  const { service, asked, intentId } = call;
  const stranger = whose(call, reading);
  if (stranger) return stranger;
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
  const claim = await ports.oldDoors.claim(wish, ports.clock.now());
  return isSame(call, claim) ? adopt(ports, call, { claim, reading }) : FAILURES.processed;
}

/** Why this payment is nobody's business here; null: it is this service's. */
function whose({ service, acceptUnmarked }: Call, { maker }: IntentReading) {
  if (!maker || maker.otherHouse) return FAILURES.elsewhere;
  const { serviceUuid, imsi } = maker;
  const fits =
    (serviceUuid === null || serviceUuid === service.serviceUuid) &&
    (imsi === null || imsi === service.imsi);
  if (!fits) return FAILURES.unnamed;
  return serviceUuid === null && imsi === null && !acceptUnmarked ? FAILURES.unnamed : null;
}

/** What the older system took before it called us has long been delivered, by itself. */
const isHistory = ({ calledAt, maxAgeMs }: Call, { maker }: IntentReading): boolean =>
  calledAt - (maker?.createdAt ?? 0) > maxAgeMs;

async function adopt(
  ports: Ports,
  call: Call,
  { claim, reading }: { readonly claim: ClaimedIntent; readonly reading: IntentReading },
): Promise<LegacyAnswer> {
  const maxWaitMs = waitOf(ports, call);
  const view = await adoptClaimed(ports, { claim, reading, ip: call.ip, maxWaitMs });
  if (view) return waitFor(ports, call, claim.topUpId);
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

type Bought = Pick<ClaimedIntent, "serviceId" | "quantity" | "amount">;
const isSame = ({ service, asked }: Call, { serviceId, quantity, amount }: Bought): boolean =>
  serviceId === service.id && quantity === asked.days && isAmount(asked, amount);

/** The decimal text in minor units of that currency; with the default price 10: days × 1000. */
function isAmount({ topup_amount }: DongleTopUp, due: Money): boolean {
  const amount = parseDecimal(topup_amount, due.currency);
  return amount !== null && sameMoney(amount, due);
}

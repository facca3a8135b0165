/** What a legacy caller's own payment is for, and why it cannot be sold. */
import { isWhole, type LegacyFailed } from "../../contract/legacy.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import { type Money, sameMoney } from "../../domain/base/money.ts";
import { rulesOf } from "../../domain/offer/kinds/rules.ts";
import { type Offer, offersOf, withinLimits } from "../../domain/offer/offer.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { Unsold } from "../../domain/top-up/decide/import-payment.ts";
import { sellsFor } from "../base/allow.ts";
import { fromD1 } from "../base/from-d1.ts";
import {
  type NamedServiceNeeds,
  serviceNamedIn,
  wasMadeWith,
} from "../identification/named-service.ts";
import type { BindPaymentInput } from "../payment/ownership/bind-payment.ts";
import type { PayerBlockNeeds } from "../payment/payer-block.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import type { SaleNeeds } from "../sale/may-sell.ts";
import { boundsInWords, boundsOf } from "../sale/not-for-sale.ts";
import { FAILURES, failed, notSucceeded } from "./answers.ts";
import { type Call, isAmount } from "./call.ts";
import { whyNotSold } from "./why-not-sold.ts";

export type DecideSaleNeeds = SaleNeeds &
  NamedServiceNeeds &
  PayerBlockNeeds &
  Pick<Ports, "objects">;

export interface DecidedSale {
  /** What is recorded of the payment; null: it is left as it is. */
  readonly bind: BindPaymentInput | null;
  /** Why the call cannot be answered with the sale that it asks for; null: it can. */
  readonly failure: LegacyFailed | null;
  /** It has succeeded and names no service of ours: it stays the caller's, with a finding. */
  readonly unnamed: boolean;
}

/**
 * Decides the row "– (new)" of the money table for a payment that the caller made. Every check of
 * the call comes first, in the order of the reference. A succeeded payment that names a service of
 * ours, or nothing while the caller shows a key, is recorded whatever they find.
 */
export async function decideSale(
  needs: DecideSaleNeeds,
  call: Call,
  reading: IntentReading,
): Promise<DecidedSale> {
  const checked = await check(needs, call, reading);
  if ("sale" in checked) return { bind: checked.sale, failure: null, unnamed: false };
  const { answer: failure, unsold } = checked;
  const isOver = whyOver(call, reading) !== null;
  if (isOver || unsold === null) return { bind: null, failure, unnamed: false };
  const target = await targetOf(needs, call, reading);
  if (target === null) return { bind: null, failure, unnamed: true };
  return {
    bind: await unsoldAt(needs, call, reading, { target, unsold }),
    failure,
    unnamed: false,
  };
}

/** `wrong_call`: only the call is wrong; null: there is no money that could be returned. */
type Checked =
  | { readonly sale: BindPaymentInput }
  | { readonly answer: LegacyFailed; readonly unsold: Unsold | "wrong_call" | null };

const wrongCall = (answer: LegacyFailed): Checked => ({ answer, unsold: "wrong_call" });

async function check(needs: DecideSaleNeeds, call: Call, reading: IntentReading): Promise<Checked> {
  const { service, alias, asked, intentId } = call;
  if (!reading.untrusted || reading.untrusted.otherDeployment) {
    return { answer: FAILURES.elsewhere, unsold: null };
  }
  if (!isWhole(asked)) return wrongCall(failed(400, asked.wrong));
  const isStale = alias !== null && !wasMadeWith(alias, reading.untrusted.createdAt);
  if (!service || isStale) return wrongCall(FAILURES.service);
  if (!(await isFor(needs, call, service, reading))) return wrongCall(FAILURES.unnamed);
  const ofDays = await daysFor(needs, service);
  const offer = ofDays.find((one) => withinLimits(one, asked.days));
  if (!offer) return wrongCall(failed(400, `days ${boundsInWords(boundsOf(ofDays))}`));
  const amount = rulesOf(offer).price(asked.days);
  if (!isAmount(asked.topup_amount, amount) || !sameMoney(reading.amount, amount)) {
    return wrongCall(FAILURES.amount);
  }
  const over = whyOver(call, reading);
  if (over) return { answer: over, unsold: null };
  const wanted = { offer, quantity: asked.days };
  const not = await whyNotSold(needs, service, wanted, reading);
  if (not) return { answer: not.answer, unsold: not.reason };
  const sold = { offerId: offer.id, quantity: asked.days, amount, unsold: null };
  return { sale: { intentId, serviceId: service.id, ...sold } };
}

/** Whether the payment names this service, or may be for it without a name. */
async function isFor(
  needs: DecideSaleNeeds,
  call: Call,
  service: Service,
  { untrusted }: IntentReading,
): Promise<boolean> {
  if (namesNothing(untrusted)) return call.acceptUntagged || sellsFor(call.actor, service.brand);
  return (await fromD1(() => serviceNamedIn(needs, untrusted)))?.id === service.id;
}

const namesNothing = (untrusted: IntentReading["untrusted"]): boolean =>
  (untrusted?.serviceUuid ?? null) === null && (untrusted?.imsi ?? null) === null;

/** Why there is nothing to decide about this payment any more, or not yet; null: there is. */
function whyOver({ calledAt, maxAgeMs }: Call, reading: IntentReading): LegacyFailed | null {
  if (reading.status !== "succeeded") return notSucceeded(reading.status);
  if (reading.returnedMinor >= reading.amount.minor) return FAILURES.returned;
  // From before the older system called us: that system has provisioned it itself.
  const isHistory = calledAt - (reading.untrusted?.createdAt ?? 0) > maxAgeMs;
  return isHistory ? FAILURES.processed : null;
}

/** The service at which a payment that is not sold is recorded; null: at none of ours. */
async function targetOf(
  needs: DecideSaleNeeds,
  { actor, service }: Call,
  { untrusted }: IntentReading,
): Promise<Service | null> {
  if (!namesNothing(untrusted)) return fromD1(() => serviceNamedIn(needs, untrusted));
  return service !== null && sellsFor(actor, service.brand) ? service : null;
}

/**
 * What is recorded of a payment whose call is not answered with a sale. A call without a key never
 * refunds by being wrong: a payment id is no secret between customer and caller. Then the request
 * that the metadata state decides, or what the money buys is put in review.
 */
async function unsoldAt(
  needs: DecideSaleNeeds,
  call: Call,
  reading: IntentReading,
  { target, unsold }: { readonly target: Service; readonly unsold: Unsold | "wrong_call" },
): Promise<BindPaymentInput> {
  const { intentId, amount, untrusted } = reading;
  const ofDays = await daysFor(needs, target);
  const inMetadata = untrusted?.days ?? null;
  const stated = inMetadata === null ? null : buying(ofDays, amount, inMetadata);
  const buys = stated ?? quantityFor(ofDays, amount);
  const offerId = (buys?.offer ?? ofDays[0])?.id ?? toOfferId("none");
  const quantity = buys?.quantity ?? (isWhole(call.asked) ? call.asked.days : 1);
  const bind = { intentId, serviceId: target.id, offerId, quantity, amount };
  if (unsold !== "wrong_call") return { ...bind, unsold };
  if (buys === null) return { ...bind, unsold: "wrong_amount" };
  if (sellsFor(call.actor, target.brand)) return { ...bind, unsold: "sale_refused" };
  if (stated === null) return { ...bind, unsold: "review" };
  const not = await whyNotSold(needs, target, stated, reading);
  return { ...bind, unsold: not?.reason ?? null };
}

interface Buys {
  readonly offer: Offer;
  readonly quantity: number;
}

const buying = (offers: readonly Offer[], amount: Money, quantity: number): Buys | null => {
  const offer = offers.find((one) => withinLimits(one, quantity));
  return offer && sameMoney(rulesOf(offer).price(quantity), amount) ? { offer, quantity } : null;
};

/** The quantity that costs just this; null: none does. */
function quantityFor(offers: readonly Offer[], amount: Money): Buys | null {
  const { min, max } = boundsOf(offers) ?? { min: 1, max: 0 };
  for (let quantity = min; quantity <= max; quantity += 1) {
    const found = buying(offers, amount, quantity);
    if (found) return found;
  }
  return null;
}

const daysFor = async (needs: DecideSaleNeeds, service: Service): Promise<readonly Offer[]> =>
  offersOf("days", await fromD1(() => needs.register.offersFor(service)));

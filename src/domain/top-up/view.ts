import { type ServiceId, type TopUpId, transactionId } from "../base/ids.ts";
import type { OfferKind } from "../base/offer-kind.ts";
import type { Hindrance } from "../refund/hindrance.ts";
import { type ReturnedMoney, returnedMoneyOf } from "./returned-money.ts";
import { isUnconfirmed, stateOf, type TopUpState } from "./states.ts";
import type { Notice, ResolvingReason, ReturnReason, TopUp } from "./top-up.ts";

/**
 * What a visitor with the address of a top-up's page may see; also the push frame. Plain data,
 * without personal data. Success on screen comes from `name` alone
 * (invariant 7).
 */
export interface TopUpView {
  readonly topUpId: TopUpId;
  readonly state: TopUpState;
  readonly unconfirmed: boolean;
  readonly serviceId: ServiceId;
  /** The service's own brand: its pages are opened under that brand's host name. */
  readonly brand: string;
  readonly serviceLabel: string;
  readonly serviceKind: string;
  /** Of what was bought: says what `quantity` counts. */
  readonly offerKind: OfferKind;
  readonly quantity: number;
  readonly price: { readonly minor: number; readonly currency: string };
  /** The new end, once credited; Unix ms. */
  readonly endAt: number | null;
  readonly timeZone: string;
  readonly transactionId: string | null;
  readonly receipt: "none" | "on_its_way" | "sent" | "unsure";
  readonly paidAt: number | null;
  readonly method: string | null;
  readonly declineCode: string | null;
  /** The customer can request a refund: nothing is granted, or it is not confirmed yet. */
  readonly mayRequestRefund: boolean;
  /** When an ungranted top-up is refunded at the latest; Unix ms. */
  readonly refundBy: number | null;
  /** Why the credit is not waited for any more; null: it is, or it never was granted. */
  readonly resolvingReason: ResolvingReason | null;
  readonly returnReason: ReturnReason | null;
  readonly refund: {
    readonly minor: number;
    readonly currency: string;
    readonly reference: string | null;
    /** Paid back by another way than Stripe. */
    readonly manually: boolean;
    readonly hindrance: Hindrance | null;
    /** By when what waits for our balance is sent; Unix ms. */
    readonly sentBy: number | null;
  } | null;
  readonly requestedAt: number;
  readonly since: number;
  readonly livemode: boolean;
}

/** `maxWaitMs`: the default wait for the grant, for requests that carry none of their own. */
export function viewOf(t: TopUp, maxWaitMs: number): TopUpView {
  const state = stateOf(t);
  const returned = returnedMoneyOf(t);
  const notice = t.notices.find((n) => n.kind === "confirmation");
  return {
    topUpId: t.request.topUpId,
    state,
    unconfirmed: isUnconfirmed(t),
    serviceId: t.request.serviceId,
    brand: t.request.brand,
    serviceLabel: t.request.serviceLabel,
    serviceKind: t.request.serviceKind,
    offerKind: t.request.offer.kind,
    quantity: t.request.quantity,
    price: t.request.price,
    endAt: state === "credited" ? (t.credit.grant?.endAt ?? null) : null,
    timeZone: t.request.timeZone,
    transactionId: t.referenceNumbers ? transactionId(t.referenceNumbers.saleTransaction) : null,
    receipt: receiptOf(notice),
    paidAt: t.money?.paidAt ?? null,
    method: t.money?.method ?? null,
    declineCode: declineCode(t),
    mayRequestRefund: state === "paid" || state === "crediting",
    refundBy:
      state === "paid" && t.money ? t.money.paidAt + (t.request.maxWaitMs ?? maxWaitMs) : null,
    resolvingReason: t.resolving?.reason ?? null,
    returnReason: t.returnReason,
    refund: returned && refundOf(returned),
    requestedAt: t.requestedAt,
    since: t.since,
    livemode: t.request.livemode,
  };
}

const refundOf = ({ amount, ...rest }: ReturnedMoney): TopUpView["refund"] => ({
  ...amount,
  reference: rest.reference,
  manually: rest.manually,
  hindrance: rest.hindrance,
  sentBy: rest.sentBy,
});

function declineCode(t: TopUp): string | null {
  const decline = t.attempts.at(-1)?.decline;
  return decline ? (decline.declineCode ?? decline.code) : null;
}

/** The receipt is the confirmation; the notice about a slow bank is none. */
function receiptOf(notice: Notice | undefined): TopUpView["receipt"] {
  if (!notice || notice.undeliverable) return "none";
  if (notice.unsure) return "unsure";
  return notice.sent ? "sent" : "on_its_way";
}

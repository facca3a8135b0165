import type { TopUpView } from "../domain/top-up/view.ts";
import type { TopUpJson } from "./api.ts";

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What depends on who asks; left out of a push frame, which every open page gets. */
export interface Asked {
  /** Whether the session that asks made it. */
  readonly own?: boolean;
  /** Null: the payer gave no address, or was erased. */
  readonly emailMasked?: string | null;
}

/** The wire form of a top-up: one mapping for API, push and page. */
export function topUpJson(v: TopUpView, { own, emailMasked }: Asked = {}): TopUpJson {
  return {
    id: v.topUpId,
    state: v.state,
    unconfirmed: v.unconfirmed,
    service_id: v.serviceId,
    service_label: v.serviceLabel,
    service_kind: v.serviceKind,
    offer_kind: v.offerKind,
    quantity: v.quantity,
    price: { minor: v.price.minor, currency: v.price.currency },
    new_expiry: iso(v.endAt),
    time_zone: v.timeZone,
    transaction_id: v.transactionId,
    receipt: v.receipt,
    paid_at: iso(v.paidAt),
    payment_method: v.method,
    decline_code: v.declineCode,
    may_request_refund: v.mayRequestRefund,
    refund_by: iso(v.refundBy),
    resolving_reason: v.resolvingReason,
    return_reason: v.returnReason,
    refund: v.refund && {
      minor: v.refund.minor,
      currency: v.refund.currency,
      reference: v.refund.reference,
      manually: v.refund.manually,
      hindrance: v.refund.hindrance,
      sent_by: iso(v.refund.sentBy),
    },
    since: new Date(v.since).toISOString(),
    livemode: v.livemode,
    ...(emailMasked !== undefined && { email_masked: emailMasked }),
    ...(own !== undefined && { own }),
  };
}

import type { LegacyAnswer, LegacyFailed } from "../../contract/legacy.ts";
import type { IntentId } from "../../domain/base/ids.ts";
import { UNSOLD } from "../../domain/top-up/decide/import-payment.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import type { ReturnReason } from "../../domain/top-up/top-up.ts";
import type { WaitedFor } from "../ports/service-object/payment.ts";

export const failed = (status: number, Reason: string): LegacyFailed => ({
  result: "Failed",
  Reason,
  status,
});

/** The sentences of the legacy routes; older callers compare them as text. */
export const FAILURES = {
  service: failed(404, "service_uuid and imsi do not belong to a service here"),
  amount: failed(400, "Payment intent amount does not match"),
  unknown: failed(404, "Payment intent does not exist"),
  unnamed: failed(403, "Payment intent does not name this service"),
  elsewhere: failed(403, "Payment intent belongs to another system"),
  suspended: failed(409, "Service is suspended or closed"),
  payerBlocked: failed(409, "Payer is blocked"),
  noAccount: failed(409, "OCS has no such account"),
  disabled: failed(409, "OCS account is disabled"),
  nothingToSell: failed(409, "No days can be added to this service"),
  returned: failed(400, "Payment intent has been refunded"),
  processed: failed(409, "Payment intent already processed"),
  notIdentified: failed(404, "Service not identified"),
  unreadable: failed(503, "OCS connection timeout"),
  unavailable: failed(503, "Temporarily unavailable, send the same request again"),
} as const satisfies Record<string, LegacyFailed>;

/**
 * The kind of answer to a caller under each name. More careful than the legacy view: there
 * `resolving` and `parked` are failures already, but both may still end credited.
 */
const KINDS: Record<TopUpState, "done" | "pending" | "failed" | "not_paid"> = {
  awaiting_payment: "not_paid",
  processing: "not_paid",
  canceling: "not_paid",
  canceled: "not_paid",
  awaiting_approval: "not_paid",
  in_review: "pending",
  paid: "pending",
  crediting: "pending",
  resolving: "pending",
  parked: "pending",
  credited: "done",
  reversing: "done",
  revoking: "failed",
  refunding: "failed",
  refund_failed: "failed",
  refunded: "failed",
};

const REASONS: Record<ReturnReason, string> = {
  ocs_silent: "OCS connection timeout",
  waited_too_long: "OCS connection timeout",
  not_credited: "OCS connection timeout",
  parked_too_long: "OCS connection timeout",
  no_account: "OCS has no such account",
  account_disabled: "OCS account is disabled",
  nothing_to_sell: "No days can be added to this service",
  wrong_amount: "Payment intent amount does not match",
  service_closed: "Service is suspended or closed",
  sale_refused: "Nothing was sold for this payment",
  customer: "Refunded at the customer's wish",
  operator: "Refunded by the operator",
  review: "Refunded after review",
  refunded_externally: "Payment intent has been refunded",
};

/** The present state of a top-up as the legacy routes answer it. */
export function answerOf(
  { view, referenceNumbers }: WaitedFor,
  call: { readonly intentId: IntentId; readonly serviceUuid: string },
): LegacyAnswer {
  const kind = KINDS[view.state];
  if (kind === "not_paid" || !referenceNumbers) return notSucceeded(view.state);
  if (kind === "failed") return failed(500, reasonOf(view));
  const { provisionId: provision_id, invoiceId: invoice_id } = referenceNumbers;
  if (kind === "pending") return { result: "Pending", status: 202, provision_id };
  const { intentId: payment_intent_id, serviceUuid: service_uuid } = call;
  return { result: "OK", status: 200, provision_id, payment_intent_id, service_uuid, invoice_id };
}

/** Refunds of a payment whose sale was refused, as the reference words them while they run. */
const REFUNDING = "Topup Failed. Refunding payment…";
const NEVER_SOLD: ReadonlySet<ReturnReason> = new Set(
  UNSOLD.filter((reason) => reason !== "review"),
);

function reasonOf({ state, returnReason }: WaitedFor["view"]): string {
  const reason = returnReason ?? "not_credited";
  return state === "refunding" && NEVER_SOLD.has(reason) ? REFUNDING : REASONS[reason];
}

export const notSucceeded = (status: string): LegacyFailed =>
  failed(400, `Payment intent status is ${status}, not succeeded`);

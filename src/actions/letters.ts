/** The two letters of the main job, plain text. Templates per language and brand come later. */
import { formatMoney } from "../domain/money.ts";
import type { ReturnReason, TopUp } from "../domain/top-up/state.ts";
import type { Letter, VerbSettings } from "./ports.ts";

export function confirmationLetter(t: TopUp, settings: VerbSettings): Letter {
  const { customer, quantity, price, serviceLabel, timeZone } = t.request;
  const paid = formatMoney(price, customer.locale);
  const lines = [
    `Hello ${customer.firstName},`,
    "",
    `Your service has been extended. New expiry date: ${date(t.credit.grant?.endAt ?? 0, timeZone)}`,
    "",
    `Service: ${serviceLabel}`,
    `Added: ${days(quantity)}`,
    `Paid: ${paid}${t.money?.method ? ` with ${t.money.method}` : ""}`,
    `Transaction ID: TXN-${t.handles?.saleTransaction ?? ""}`,
    ...(t.invoiceNumber ? [`Invoice: ${t.invoiceNumber}`] : []),
    "",
    `Questions? ${settings.supportContact}`,
    settings.selfCareName,
  ];
  return letter(t, "confirmation", `${days(quantity)} added to ${serviceLabel}`, lines);
}

export function refundLetter(t: TopUp, settings: VerbSettings): Letter {
  const { customer, serviceLabel } = t.request;
  const row = t.refunds.filter((r) => r.purpose === "return").at(-1);
  const amount = row ? formatMoney(row.amount, customer.locale) : null;
  const back =
    row?.state === "pending"
      ? `${amount} is on its way back to you.`
      : amount
        ? `Your payment of ${amount} has been refunded.`
        : "Your payment has been refunded.";
  const lines = [
    `Hello ${customer.firstName},`,
    "",
    `We were unable to complete your top-up of ${serviceLabel}. ${back}`,
    "",
    `Reason: ${reasonInWords(t.returnReason)}`,
    "It takes 5 to 10 working days to show on your card, depending on your bank.",
    ...(row?.stripeRefundId ? [`Refund reference: ${row.stripeRefundId}`] : []),
    `Transaction ID: TXN-${t.handles?.saleTransaction ?? ""}`,
    "",
    `Please try again or contact support: ${settings.supportContact}`,
    settings.selfCareName,
  ];
  return letter(t, "refund", `Your payment for ${serviceLabel} goes back`, lines);
}

function letter(
  t: TopUp,
  kind: "confirmation" | "refund",
  subject: string,
  lines: readonly string[],
): Letter {
  const { customer, topUpId } = t.request;
  return {
    noticeId: `${topUpId}:${kind}`,
    to: { email: customer.email, name: `${customer.firstName} ${customer.lastName}` },
    subject,
    text: `${lines.join("\n")}\n`,
  };
}

const days = (n: number) => `${n} ${n === 1 ? "day" : "days"}`;
const date = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(at);

function reasonInWords(reason: ReturnReason | null): string {
  switch (reason) {
    case "ocs_silent":
    case "waited_too_long":
    case "not_delivered":
    case "parked_too_long":
      return "Unable to connect to billing system";
    case "no_account":
    case "account_disabled":
    case "nothing_to_sell":
    case "service_closed":
      return "Days cannot be added to this service";
    case "wrong_amount":
      return "The amount is not the price";
    case "customer":
      return "You asked for your money back";
    case "operator":
    case "review":
      return "Our support decided to refund it";
    case "money_back":
    case null:
      return "The payment was returned";
  }
}

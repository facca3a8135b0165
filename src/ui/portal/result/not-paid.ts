import * as m from "../../../i18n/generated/messages.ts";
import { el, type Tree } from "../../kit/tree/tree.ts";
import { declineFamily, declineTitle, declineWords } from "../declines/declines.ts";
import { daysOf, head, mainLink, priceOf, type ResultInput, type ResultView } from "./parts.ts";

/** `awaiting_payment`: there is no payment, or one that our server does not know of yet. */
export function awaitingPayment(input: ResultInput): ResultView {
  if (input.confirmed) return paymentSent(input);
  return input.sure ? notPaid(input) : notKnown(input);
}

/** The customer may just have been charged, so neither a charge nor a decline is mentioned. */
function notKnown(input: ResultInput): ResultView {
  const { lang, shopHref } = input;
  return {
    tone: "none",
    spoken: m.result_unknownYet(lang),
    have: head(lang, {
      icon: "dot",
      status: m.result_unfinishedYet(lang),
      title: [m.result_unknownYet(lang)],
      lines: [m.result_asking(lang), m.result_unfinished(lang, daysOf(input), priceOf(input))],
    }),
    act: [mainLink(shopHref, m.result_continuePaying(lang))],
  };
}

function notPaid(input: ResultInput): ResultView {
  const { lang, topUp: t } = input;
  const isDeclined = t.decline_code !== null;
  const title = isDeclined ? declineTitle(lang, t.decline_code) : m.result_nothingYet(lang);
  return {
    tone: isDeclined ? "bad" : "none",
    spoken: title,
    have: head(lang, {
      icon: isDeclined ? "alert" : "dot",
      status: m.result_notPaid(lang),
      title: [title],
      lines: [
        ...(isDeclined ? [declineWords(lang, t.decline_code)] : []),
        m.result_unfinished(lang, daysOf(input), priceOf(input)),
      ],
    }),
    act: [mainLink(input.shopHref, m.result_continuePaying(lang))],
  };
}

function paymentSent(input: ResultInput): ResultView {
  const { lang, topUp: t, have } = input;
  const title = m.paying_paying(lang, priceOf(input));
  return {
    tone: "accent",
    spoken: title,
    have: head(lang, {
      icon: "clock",
      status: m.result_paying(lang),
      title: [title],
      lines: [m.result_asking(lang)],
      line: { have, more: t.quantity, mark: "wait" },
    }),
    act: [],
  };
}

/** The payment is being canceled; Stripe may still answer that it has succeeded. */
export function canceling({ lang }: ResultInput): ResultView {
  return {
    tone: "accent",
    spoken: m.result_cancelling(lang),
    have: head(lang, {
      icon: "clock",
      status: m.result_cancelling(lang),
      title: [m.result_unknownYet(lang)],
      lines: [m.result_cancellingWhy(lang)],
    }),
    act: [],
  };
}

/** Ended without a payment. */
export function canceled(input: ResultInput): ResultView {
  const { lang, topUp } = input;
  const code = topUp.decline_code;
  const why: readonly string[] = declineFamily(code) === "none" ? [] : [declineWords(lang, code)];
  return {
    tone: "none",
    spoken: m.result_ended(lang),
    have: head(lang, {
      icon: "x",
      status: m.result_ended(lang),
      title: [m.result_nothingYet(lang)],
      lines: why,
    }),
    act: [mainLink(input.shopHref, m.result_startNew(lang))],
  };
}

/** An operator must approve the top-up before it can be paid. */
export function awaitingApproval(input: ResultInput): ResultView {
  const { lang } = input;
  const order: Tree = el("p", {}, m.result_unfinished(lang, daysOf(input), priceOf(input)));
  return {
    tone: "accent",
    spoken: m.result_approval(lang),
    have: head(lang, {
      icon: "clock",
      status: m.result_notPaid(lang),
      title: [m.result_approval(lang)],
      lines: [m.result_approvalWhy(lang)],
    }),
    act: [order],
  };
}

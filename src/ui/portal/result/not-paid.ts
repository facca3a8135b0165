import { el, type Tree } from "../../kit/tree/tree.ts";
import { declineFamily, declineWords } from "../declines/declines.ts";
import { daysOf, head, mainLink, priceOf, type ResultInput, type ResultView } from "./parts.ts";

/** `awaiting_payment`: there is no payment, or one that our server does not know of yet. */
export function awaitingPayment(input: ResultInput): ResultView {
  if (input.confirmed) return paymentSent(input);
  return input.sure ? notPaid(input) : notKnown(input);
}

/** The customer may just have been charged, so neither a charge nor a decline is mentioned. */
function notKnown(input: ResultInput): ResultView {
  const { lang, shopHref } = input;
  const { result } = lang.messages;
  return {
    tone: "none",
    spoken: result.unknownYet,
    have: head(lang, {
      icon: "dot",
      status: result.unfinishedYet,
      title: [result.unknownYet],
      lines: [result.asking, result.unfinished(daysOf(input), priceOf(input))],
    }),
    act: [mainLink(shopHref, result.continuePaying)],
  };
}

function notPaid(input: ResultInput): ResultView {
  const { lang, topUp: t } = input;
  const { result, declined } = lang.messages;
  const isDeclined = t.decline_code !== null;
  const title = isDeclined ? declined.bold : result.nothingYet;
  return {
    tone: isDeclined ? "bad" : "none",
    spoken: title,
    have: head(lang, {
      icon: isDeclined ? "alert" : "dot",
      status: result.notPaid,
      title: [title],
      lines: [
        ...(isDeclined ? [declineWords(lang, t.decline_code)] : []),
        result.unfinished(daysOf(input), priceOf(input)),
      ],
    }),
    act: [mainLink(input.shopHref, result.continuePaying)],
  };
}

function paymentSent(input: ResultInput): ResultView {
  const { lang, topUp: t, have } = input;
  const { result, paying } = lang.messages;
  const title = paying.paying(priceOf(input));
  return {
    tone: "accent",
    spoken: title,
    have: head(lang, {
      icon: "clock",
      status: result.paying,
      title: [title],
      lines: [result.asking],
      line: { have, more: t.quantity, mark: "wait" },
    }),
    act: [],
  };
}

/** The payment is being canceled; Stripe may still answer that it has succeeded. */
export function canceling({ lang }: ResultInput): ResultView {
  const { result } = lang.messages;
  return {
    tone: "accent",
    spoken: result.cancelling,
    have: head(lang, {
      icon: "clock",
      status: result.cancelling,
      title: [result.unknownYet],
      lines: [result.cancellingWhy],
    }),
    act: [],
  };
}

/** Ended without a payment. */
export function canceled(input: ResultInput): ResultView {
  const { lang, topUp } = input;
  const { result } = lang.messages;
  const code = topUp.decline_code;
  const why: readonly string[] = declineFamily(code) === "none" ? [] : [declineWords(lang, code)];
  return {
    tone: "none",
    spoken: result.ended,
    have: head(lang, { icon: "x", status: result.ended, title: [result.nothingYet], lines: why }),
    act: [mainLink(input.shopHref, result.startNew)],
  };
}

/** An operator must approve the top-up before it can be paid. */
export function awaitingApproval(input: ResultInput): ResultView {
  const { lang } = input;
  const { result } = lang.messages;
  const order: Tree = el("p", {}, result.unfinished(daysOf(input), priceOf(input)));
  return {
    tone: "accent",
    spoken: result.approval,
    have: head(lang, {
      icon: "clock",
      status: result.notPaid,
      title: [result.approval],
      lines: [result.approvalWhy],
    }),
    act: [order],
  };
}

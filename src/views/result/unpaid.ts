import { declineFamily, declineWords } from "../declines.ts";
import { el, type Tree } from "../tree.ts";
import { DECLINED, PAY, RESULT } from "../words.ts";
import { daysOf, head, mainLink, priceOf, type ResultInput, type ResultView } from "./parts.ts";

/** `awaiting_payment`: nothing came in, or the browser knows of a payment that we do not. */
export function awaitingPayment(input: ResultInput): ResultView {
  if (input.confirmed) return paymentSent(input);
  const t = input.topUp;
  const declined = t.decline_code !== null;
  const title = declined ? DECLINED.bold : RESULT.nothingYet;
  return {
    tone: declined ? "bad" : "none",
    spoken: title,
    have: head({
      icon: declined ? "alert" : "dot",
      status: RESULT.notPaid,
      title: [title],
      lines: [
        ...(declined ? [declineWords(t.decline_code)] : []),
        RESULT.unfinished(daysOf(t), priceOf(t)),
      ],
    }),
    act: [mainLink(input.shopHref, RESULT.continuePaying)],
  };
}

function paymentSent({ topUp: t, have }: ResultInput): ResultView {
  const title = PAY.paying(priceOf(t));
  return {
    tone: "accent",
    spoken: title,
    have: head({
      icon: "clock",
      status: RESULT.paying,
      title: [title],
      lines: [RESULT.asking],
      line: { have, more: t.quantity, mark: "wait" },
    }),
    act: [],
  };
}

export function lapsing(): ResultView {
  return {
    tone: "accent",
    spoken: RESULT.cancelling,
    have: head({
      icon: "clock",
      status: RESULT.cancelling,
      title: [RESULT.nothingYet],
      lines: [RESULT.cancellingWhy],
    }),
    act: [],
  };
}

export function unpaid(input: ResultInput): ResultView {
  const code = input.topUp.decline_code;
  const why: readonly string[] = declineFamily(code) === "none" ? [] : [declineWords(code)];
  return {
    tone: "none",
    spoken: RESULT.ended,
    have: head({ icon: "x", status: RESULT.ended, title: [RESULT.nothingYet], lines: why }),
    act: [mainLink(input.shopHref, RESULT.startNew)],
  };
}

export function awaitingApproval({ topUp: t }: ResultInput): ResultView {
  const order: Tree = el("p", {}, RESULT.unfinished(daysOf(t), priceOf(t)));
  return {
    tone: "accent",
    spoken: RESULT.approval,
    have: head({
      icon: "clock",
      status: RESULT.notPaid,
      title: [RESULT.approval],
      lines: [RESULT.approvalWhy],
    }),
    act: [order],
  };
}

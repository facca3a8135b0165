import { el, type Tree } from "../../kit/tree/tree.ts";
import {
  daysOf,
  fact,
  facts,
  head,
  isCard,
  mainLink,
  methodOf,
  personMessage,
  priceOf,
  type ResultInput,
  type ResultView,
  receivedFact,
  row,
  secondaryLink,
  track,
  transactionLine,
  transactionRow,
} from "./parts.ts";

/** Why the payment is refunded, as a message; an unknown reason gets a general one. */
export function reasonWords({ lang, topUp }: ResultInput): string {
  const { returnReasons } = lang.messages;
  const reason = topUp.return_reason ?? "unnamed";
  return isNamed(returnReasons, reason) ? returnReasons[reason] : returnReasons.unnamed;
}
const isNamed = <Named extends object>(all: Named, name: string): name is keyof Named & string =>
  Object.hasOwn(all, name);

/** Whether the customer requested the refund: then nothing has failed. */
const isRequested = ({ topUp }: ResultInput): boolean => topUp.return_reason === "customer";

/** The amount of the refund; the price while no refund has been requested from Stripe. */
function refundAmount(input: ResultInput): string {
  const { lang, topUp: t } = input;
  if (t.refund === null) return priceOf(input);
  return lang.money({ minor: t.refund.minor, currency: t.refund.currency });
}

const onTheirAccount = (input: ResultInput): string => {
  const { result } = input.lang.messages;
  return (isCard(input) ? result.onCard : result.onAccount)(refundAmount(input));
};

const notAddedLine = ({ topUp, have }: ResultInput) => ({
  have,
  more: topUp.quantity,
  mark: "gone" as const,
});

function failing(input: ResultInput, refundFact: Tree): ResultView {
  const { lang } = input;
  const { result } = lang.messages;
  const spoken = isRequested(input) ? result.refundingAsked : result.failed;
  return {
    tone: "warn",
    spoken,
    have: head(lang, {
      icon: "undo",
      status: result.beingRefunded,
      title: [spoken],
      lines: [result.allBack(refundAmount(input), methodOf(input))],
      line: notAddedLine(input),
    }),
    act: [
      track(
        receivedFact(input),
        fact("no", result.notAdded(daysOf(input)), reasonWords(input)),
        refundFact,
        fact("todo", onTheirAccount(input), result.bankDays),
      ),
      ...transactionLine(input),
    ],
  };
}

/** `refunding`: Stripe was asked for the refund and has not confirmed it. */
export function refunding(input: ResultInput): ResultView {
  const { lang, topUp: t } = input;
  const { result } = lang.messages;
  const at = lang.clockWithSeconds(Date.parse(t.since), t.time_zone);
  return failing(input, fact("wait", result.askedFor, result.askedAt(at)));
}

/** `revoking`: the credit is being revoked before the refund is requested. */
export function revoking(input: ResultInput): ResultView {
  const { result } = input.lang.messages;
  return failing(input, fact("wait", result.askedFor, result.firstMakeSure));
}

/** `reversing`: the days were added and are being taken back, for example after a dispute. */
export function reversing(input: ResultInput): ResultView {
  const { lang } = input;
  const { result } = lang.messages;
  return {
    tone: "warn",
    spoken: result.reversing(daysOf(input)),
    have: head(lang, {
      icon: "undo",
      status: result.takenBack,
      title: [result.reversing(daysOf(input))],
      lines: [reasonWords(input)],
    }),
    act: [track(receivedFact(input)), ...transactionLine(input)],
  };
}

/** `refunded`: Stripe has confirmed the refund. */
export function refunded(input: ResultInput): ResultView {
  const { lang, topUp: t } = input;
  const { result, common } = lang.messages;
  const { reference } = t.refund ?? { reference: null };
  const requested = isRequested(input);
  const spoken = requested ? result.refundedAsked : result.refunded;
  return {
    tone: "none",
    spoken,
    have: head(lang, {
      icon: "undo",
      status: result.inFull,
      title: [spoken],
      lines: requested ? [] : [result.error(reasonWords(input))],
      line: notAddedLine(input),
    }),
    act: [
      ...(requested ? [] : [el("p", { class: "lead" }, result.tryOrSupport)]),
      el(
        "div",
        { class: requested ? "stack" : "two" },
        mainLink(input.shopHref, requested ? result.startNew : result.tryAgain),
        secondaryLink(input.supportHref, common.support),
      ),
      facts(
        row(result.refundedFact, result.to(refundAmount(input), methodOf(input))),
        row(isCard(input) ? result.onYourCard : result.onYourAccount, result.bankDays),
        reference === null ? null : row(result.reference, reference),
        transactionRow(input),
      ),
    ],
  };
}

/** `refund_failed`: the bank did not accept the refund; an operator pays the money back. */
export function refundFailed(input: ResultInput): ResultView {
  const { lang } = input;
  const { result, common } = lang.messages;
  return {
    tone: "bad",
    spoken: result.bankRefused(refundAmount(input)),
    have: head(lang, {
      icon: "alert",
      status: result.refundFailed,
      title: [result.bankRefused(refundAmount(input))],
      lines: [personMessage(input), result.willGet],
      line: notAddedLine(input),
    }),
    act: [
      track(receivedFact(input), fact("no", result.notAdded(daysOf(input)), reasonWords(input))),
      secondaryLink(input.supportHref, common.support),
      ...transactionLine(input),
    ],
  };
}

import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import { RETURN_REASONS } from "../../../i18n/return-reasons.ts";
import { el, type Tree } from "../../kit/tree/tree.ts";
import {
  byWhen,
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
  const reason = topUp.return_reason ?? "unnamed";
  return isNamed(reason) ? RETURN_REASONS[reason](lang) : m.returnReasons_unnamed(lang);
}
const isNamed = (name: string): name is keyof typeof RETURN_REASONS =>
  Object.hasOwn(RETURN_REASONS, name);

/** Whether the customer requested the refund: then nothing has failed. */
const isRequested = ({ topUp }: ResultInput): boolean => topUp.return_reason === "customer";

/** The amount of the refund; the price while no refund has been requested from Stripe. */
function refundAmount(input: ResultInput): string {
  const { lang, topUp: t } = input;
  if (t.refund === null) return priceOf(input);
  return format.money(lang, { minor: t.refund.minor, currency: t.refund.currency });
}

const onTheirAccount = (input: ResultInput): string =>
  (isCard(input) ? m.result_onCard : m.result_onAccount)(input.lang, refundAmount(input));

const notAddedLine = ({ topUp, have }: ResultInput) => ({
  have,
  more: topUp.quantity,
  mark: "gone" as const,
});

/** What holds the refund up, and by when it is sent; otherwise when it was asked for. */
function refundStep(input: ResultInput): Tree {
  const { lang, topUp: t } = input;
  const by = t.refund?.sent_by ? byWhen(input, Date.parse(t.refund.sent_by)) : null;
  switch (t.refund?.hindrance) {
    case "balance": {
      const words = by === null ? m.result_refundLate(lang) : m.result_refundSentBy(lang, by);
      return fact("wait", m.result_refundOnItsWay(lang), words);
    }
    case "disputed":
      return fact("wait", m.result_refundOnHold(lang), m.result_refundDisputed(lang));
    default: {
      const at = format.clockWithSeconds(lang, Date.parse(t.since), t.time_zone);
      return fact("wait", m.result_askedFor(lang), m.result_askedAt(lang, at));
    }
  }
}

function failing(input: ResultInput, refundFact: Tree): ResultView {
  const { lang } = input;
  const spoken = isRequested(input) ? m.result_refundingAsked(lang) : m.result_failed(lang);
  return {
    tone: "warn",
    spoken,
    have: head(lang, {
      icon: "undo",
      status: m.result_beingRefunded(lang),
      title: [spoken],
      lines: [m.result_allBack(lang, refundAmount(input), methodOf(input))],
      line: notAddedLine(input),
    }),
    act: [
      track(
        receivedFact(input),
        fact("no", m.result_notAdded(lang, daysOf(input)), reasonWords(input)),
        refundFact,
        fact("todo", onTheirAccount(input), m.result_bankDays(lang)),
      ),
      ...transactionLine(input),
    ],
  };
}

/** `refunding`: Stripe was asked for the refund and has not confirmed it. */
export function refunding(input: ResultInput): ResultView {
  return failing(input, refundStep(input));
}

/** `revoking`: the credit is being revoked before the refund is requested. */
export function revoking(input: ResultInput): ResultView {
  return failing(
    input,
    fact("wait", m.result_askedFor(input.lang), m.result_firstMakeSure(input.lang)),
  );
}

/** `reversing`: the days were added and are being taken back, for example after a dispute. */
export function reversing(input: ResultInput): ResultView {
  const { lang } = input;
  return {
    tone: "warn",
    spoken: m.result_reversing(lang, daysOf(input)),
    have: head(lang, {
      icon: "undo",
      status: m.result_takenBack(lang),
      title: [m.result_reversing(lang, daysOf(input))],
      lines: [reasonWords(input)],
    }),
    act: [track(receivedFact(input)), ...transactionLine(input)],
  };
}

/** `refunded`: Stripe has confirmed the refund. */
export function refunded(input: ResultInput): ResultView {
  const { lang, topUp: t } = input;
  const { reference, manually } = t.refund ?? { reference: null, manually: false };
  const requested = isRequested(input);
  const spoken = requested ? m.result_refundedAsked(lang) : m.result_refunded(lang);
  return {
    tone: "none",
    spoken,
    have: head(lang, {
      icon: "undo",
      status: m.result_inFull(lang),
      title: [spoken],
      lines: requested ? [] : [m.result_error(lang, reasonWords(input))],
      line: notAddedLine(input),
    }),
    act: [
      ...(requested ? [] : [el("p", { class: "lead" }, m.result_tryOrSupport(lang))]),
      el(
        "div",
        { class: requested ? "stack" : "two" },
        mainLink(input.shopHref, requested ? m.result_startNew(lang) : m.result_tryAgain(lang)),
        secondaryLink(input.supportHref, m.common_support(lang)),
      ),
      facts(
        row(m.result_refundedFact(lang), refundedWords(input)),
        manually
          ? null
          : row(
              isCard(input) ? m.result_onYourCard(lang) : m.result_onYourAccount(lang),
              m.result_bankDays(lang),
            ),
        reference === null || manually ? null : row(m.result_reference(lang), reference),
        transactionRow(input),
      ),
    ],
  };
}

/** A refund by bank transfer does not reach the card. */
const refundedWords = (input: ResultInput): string =>
  input.topUp.refund?.manually
    ? m.result_refundedOtherWay(input.lang, refundAmount(input))
    : m.result_to(input.lang, refundAmount(input), methodOf(input));

/** Whose fault it is that the refund has failed. */
function failedWords(input: ResultInput): string {
  const amount = refundAmount(input);
  switch (input.topUp.refund?.hindrance) {
    case "balance":
      return m.result_refundNotSent(input.lang, amount);
    case "card_gone":
      return m.result_cardGone(input.lang, amount);
    default:
      return m.result_bankRefused(input.lang, amount);
  }
}

/** `refund_failed`: the bank did not accept the refund; an operator pays the money back. */
export function refundFailed(input: ResultInput): ResultView {
  const { lang } = input;
  return {
    tone: "bad",
    spoken: failedWords(input),
    have: head(lang, {
      icon: "alert",
      status: m.result_refundFailed(lang),
      title: [failedWords(input)],
      lines: [personMessage(input), m.result_willGet(lang)],
      line: notAddedLine(input),
    }),
    act: [
      track(
        receivedFact(input),
        fact("no", m.result_notAdded(lang, daysOf(input)), reasonWords(input)),
      ),
      secondaryLink(input.supportHref, m.common_support(lang)),
      ...transactionLine(input),
    ],
  };
}

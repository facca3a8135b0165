import { clock, money } from "../format.ts";
import { el, type Tree } from "../tree.ts";
import { FRAME, NO_REASON, RESULT, RETURN_REASONS } from "../words.ts";
import {
  daysOf,
  emailOf,
  fact,
  facts,
  head,
  mainLink,
  methodOf,
  priceOf,
  type ResultInput,
  type ResultView,
  receivedFact,
  row,
  sideLink,
  track,
  transactionLine,
  transactionRow,
} from "./parts.ts";

/** Why money went back, in words; a reason we have no words for still says what happened. */
export const reasonWords = (reason: string | null): string =>
  (reason === null ? undefined : RETURN_REASONS[reason]) ?? NO_REASON;

/** What somebody wished for is no error. */
const whyRefunded = (reason: string | null): string =>
  reason === "customer" ? reasonWords(reason) : RESULT.error(reasonWords(reason));

/** What goes back: the refund's amount, or the price while none is asked for yet. */
const back = ({ topUp: t }: ResultInput): string =>
  t.refund === null ? priceOf(t) : money({ minor: t.refund.minor, currency: t.refund.currency });

const notAdded = ({ topUp, have }: ResultInput) => ({
  have,
  more: topUp.quantity,
  mark: "gone" as const,
});

function failing(input: ResultInput, refundFact: Tree): ResultView {
  const t = input.topUp;
  return {
    tone: "warn",
    spoken: RESULT.failed,
    have: head({
      icon: "undo",
      status: RESULT.onWayBack,
      title: [RESULT.failed],
      lines: [RESULT.allBack(back(input), methodOf(t))],
      line: notAdded(input),
    }),
    act: [
      track(
        receivedFact(t),
        fact("no", RESULT.notAdded(daysOf(t)), reasonWords(t.return_reason)),
        refundFact,
        fact("todo", RESULT.onCard(back(input)), RESULT.bankDays),
      ),
      ...transactionLine(t),
    ],
  };
}

export function refunding(input: ResultInput): ResultView {
  const at = clock(Date.parse(input.topUp.since), input.topUp.time_zone, true);
  return failing(input, fact("wait", RESULT.askedFor, `${at}. ${RESULT.askedWhy}`));
}

/** `withdrawing`: the promise of the days is being taken back first. */
export function withdrawing(input: ResultInput): ResultView {
  return failing(input, fact("wait", RESULT.askedFor, RESULT.firstMakeSure));
}

/** `reversing`: the days had been there, for example after a payment was returned. */
export function reversing(input: ResultInput): ResultView {
  const t = input.topUp;
  return {
    tone: "warn",
    spoken: RESULT.reversing(daysOf(t)),
    have: head({
      icon: "undo",
      status: RESULT.takenBack,
      title: [RESULT.reversing(daysOf(t))],
      lines: [reasonWords(t.return_reason)],
    }),
    act: [track(receivedFact(t)), ...transactionLine(t)],
  };
}

export function refunded(input: ResultInput): ResultView {
  const t = input.topUp;
  const { reference } = t.refund ?? { reference: null };
  return {
    tone: "none",
    spoken: RESULT.refunded,
    have: head({
      icon: "undo",
      status: RESULT.inFull,
      title: [RESULT.refunded],
      lines: [whyRefunded(t.return_reason)],
      line: notAdded(input),
    }),
    act: [
      el("p", { class: "lead" }, RESULT.tryOrSupport),
      el(
        "div",
        { class: "two" },
        mainLink(input.shopHref, RESULT.tryAgain),
        sideLink(input.supportHref, FRAME.support),
      ),
      facts(
        row(RESULT.refundedFact, RESULT.to(back(input), methodOf(t))),
        row(RESULT.onYourCard, RESULT.bankDays),
        reference === null ? null : row(RESULT.reference, reference),
        transactionRow(t),
      ),
    ],
  };
}

export function refundFailed(input: ResultInput): ResultView {
  const t = input.topUp;
  return {
    tone: "bad",
    spoken: RESULT.bankRefused(back(input)),
    have: head({
      icon: "alert",
      status: RESULT.refundFailed,
      title: [RESULT.bankRefused(back(input))],
      lines: [RESULT.person(emailOf(input))],
      line: notAdded(input),
    }),
    act: [
      track(receivedFact(t), fact("no", RESULT.notAdded(daysOf(t)), reasonWords(t.return_reason))),
      sideLink(input.supportHref, FRAME.support),
      ...transactionLine(t),
    ],
  };
}

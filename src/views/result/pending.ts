import { clock, seconds } from "../format.ts";
import { el, type Tree } from "../tree.ts";
import { FRAME, RESULT } from "../words.ts";
import {
  daysOf,
  emailOf,
  fact,
  head,
  priceOf,
  type ResultInput,
  type ResultView,
  receivedFact,
  sideLink,
  track,
  transactionLine,
} from "./parts.ts";

/** From here on "the network answers slowly" is said aloud; seconds. */
const SLOW_AFTER = 10;

/** Seconds since the payment was seen; also what the browser counts on. */
export function elapsedWords(paidAt: string | null, now: number): string {
  if (paidAt === null) return "";
  const passed = Math.max(0, Math.round((now - Date.parse(paidAt)) / 1000));
  return (passed > SLOW_AFTER ? RESULT.slow : RESULT.nowTakes)(seconds(passed));
}

const onTheWay = ({ topUp, have }: ResultInput) => ({
  have,
  more: topUp.quantity,
  mark: "wait" as const,
});

/** `paid` and `crediting`: the money is in, the days are on their way. */
export function working(input: ResultInput): ResultView {
  const t = input.topUp;
  return {
    tone: "accent",
    spoken: RESULT.adding(daysOf(t)),
    have: head({
      icon: "clock",
      status: RESULT.working,
      title: [RESULT.adding(daysOf(t))],
      lines: [RESULT.mayClose(emailOf(input))],
      line: onTheWay(input),
    }),
    act: [
      track(receivedFact(t), addingFact(input), nextFact(input)),
      ...refundMe(input),
      ...transactionLine(t),
    ],
  };
}

function addingFact({ topUp: t, now }: ResultInput): Tree {
  const counter = el("span", { "data-elapsed": t.paid_at ?? "" }, elapsedWords(t.paid_at, now));
  return fact("wait", RESULT.addingFact(daysOf(t)), `${RESULT.usually} `, counter);
}

function nextFact({ topUp: t }: ResultInput): Tree {
  const words =
    t.refund_by === null
      ? RESULT.backElse(priceOf(t))
      : RESULT.backBy(clock(Date.parse(t.refund_by), t.time_zone), priceOf(t));
  return fact("todo", RESULT.toCome, words);
}

function refundMe({ topUp: t }: ResultInput): Tree[] {
  if (!t.may_ask_money_back) return [];
  const action = `/t/${t.service_id}/${t.id}/refund`;
  const button = { class: "btn btn-wide", "data-testid": "refund-me", "data-refund": true };
  return [el("form", { method: "post", action }, el("button", button, RESULT.refundMe))];
}

/** `closing`: granted, past its deadline; the next reading decides. */
export function closing(input: ResultInput): ResultView {
  const t = input.topUp;
  return {
    ...working(input),
    spoken: RESULT.closing(daysOf(t)),
    have: head({
      icon: "clock",
      status: RESULT.working,
      title: [RESULT.closing(daysOf(t))],
      lines: [RESULT.mayClose(emailOf(input))],
      line: onTheWay(input),
    }),
  };
}

export function processing(input: ResultInput): ResultView {
  const t = input.topUp;
  return {
    tone: "accent",
    spoken: RESULT.bankSends(priceOf(t)),
    have: head({
      icon: "clock",
      status: RESULT.bank,
      title: [RESULT.bankSends(priceOf(t))],
      lines: [RESULT.bankWhy(emailOf(input))],
      line: onTheWay(input),
    }),
    act: [...transactionLine(t)],
  };
}

export function inReview(input: ResultInput): ResultView {
  const t = input.topUp;
  return {
    tone: "accent",
    spoken: RESULT.reviewTitle,
    have: head({
      icon: "clock",
      status: RESULT.review,
      title: [RESULT.reviewTitle],
      lines: [RESULT.reviewWhy(priceOf(t)), RESULT.mayClose(emailOf(input))],
    }),
    act: [track(receivedFact(t)), ...transactionLine(t)],
  };
}

/** `parked`: nobody knows whether the days are there; a person decides. */
export function parked(input: ResultInput): ResultView {
  const t = input.topUp;
  return {
    tone: "warn",
    spoken: RESULT.parkedTitle,
    have: head({
      icon: "alert",
      status: RESULT.parked,
      title: [RESULT.parkedTitle],
      lines: [RESULT.person(emailOf(input))],
    }),
    act: [
      track(receivedFact(t)),
      sideLink(input.supportHref, FRAME.support),
      ...transactionLine(t),
    ],
  };
}

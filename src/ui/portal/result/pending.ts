import { DEFAULT_TIMINGS } from "../../../domain/base/timings.ts";
import { icon } from "../../kit/icon/icon.ts";
import { el, type Tree } from "../../kit/tree/tree.ts";
import {
  byWhen,
  daysOf,
  emailOf,
  fact,
  head,
  mayClose,
  personMessage,
  priceOf,
  type ResultInput,
  type ResultLang,
  type ResultView,
  receivedFact,
  secondaryLink,
  track,
  transactionLine,
} from "./parts.ts";

/** After this long the page says that the network answers slowly; seconds. */
const SLOW_AFTER = 10;

/** How long ago the payment was received; a script repeats it every second. `now`: Unix ms. */
export function elapsedWords(lang: ResultLang, paidAt: string | null, now: number): string {
  const { result } = lang.messages;
  if (paidAt === null) return "";
  const passed = Math.max(0, Math.round((now - Date.parse(paidAt)) / 1000));
  return (passed > SLOW_AFTER ? result.slow : result.nowTakes)(lang.seconds(passed));
}

const pendingLine = ({ topUp, have }: ResultInput) => ({
  have,
  more: topUp.quantity,
  mark: "wait" as const,
});

/** `paid` and `crediting`: the payment was received, the days are being added. */
export function working(input: ResultInput): ResultView {
  const { result } = input.lang.messages;
  return {
    tone: "accent",
    ...onTheirWay(input, result.adding(daysOf(input))),
    act: [
      track(receivedFact(input), addingFact(input), nextFact(input)),
      ...refundMe(input),
      ...transactionLine(input),
    ],
  };
}

/** What a page says, in its head and aloud, while the days are on their way. */
function onTheirWay(input: ResultInput, words: string): Pick<ResultView, "spoken" | "have"> {
  const { lang } = input;
  const { result } = lang.messages;
  return {
    spoken: words,
    have: head(lang, {
      icon: "clock",
      status: result.working,
      title: [words],
      lines: [mayClose(input)],
      line: pendingLine(input),
    }),
  };
}

function addingFact(input: ResultInput): Tree {
  const { lang, topUp: t, now } = input;
  const { result } = lang.messages;
  const counter = el(
    "span",
    { "data-elapsed": t.paid_at ?? "" },
    elapsedWords(lang, t.paid_at, now),
  );
  return fact("wait", result.addingFact(daysOf(input)), `${result.usually} `, counter);
}

function nextFact(input: ResultInput): Tree {
  const { lang, topUp: t } = input;
  const { result } = lang.messages;
  const words =
    t.refund_by === null
      ? result.backElse(priceOf(input))
      : result.backBy(lang.clock(Date.parse(t.refund_by), t.time_zone), priceOf(input));
  return fact("todo", result.toCome, words);
}

function refundMe(input: ResultInput): Tree[] {
  const { lang, topUp: t, asksRefund } = input;
  // A service's link may show this page to others too, but only the payer may request the refund.
  if (!t.may_request_refund || t.own === false) return [];
  if (asksRefund) return [refundQuestion(input)];
  const action = `/t/${t.service_id}/${t.id}/refund`;
  const button = { class: "btn btn-wide", "data-testid": "refund-me", "data-refund": "ask" };
  return [
    el("form", { method: "post", action }, el("button", button, lang.messages.result.refundMe)),
  ];
}

/** A refund cannot be undone, so it is confirmed; both buttons lie away from the first one. */
function refundQuestion(input: ResultInput): Tree {
  const { result } = input.lang.messages;
  const question = el("strong", {}, result.refundQuestion(priceOf(input), daysOf(input)));
  const answer = (which: string, words: string) =>
    el("button", { class: "btn", "data-refund": which, "data-testid": `refund-${which}` }, words);
  return el(
    "div",
    { class: "banner t-accent sure", "data-testid": "refund-question", tabindex: "-1" },
    icon("undo"),
    el("p", {}, question),
    el("div", { class: "more" }, answer("yes", result.refundMe), answer("no", result.keepWaiting)),
  );
}

/** `resolving`: granted and past its deadline; the next reading of the OCS decides. */
export function resolving(input: ResultInput): ResultView {
  const { result } = input.lang.messages;
  return { ...working(input), ...onTheirWay(input, result.resolving(daysOf(input))) };
}

/** `processing`: the bank has not sent the money yet. */
export function processing(input: ResultInput): ResultView {
  const { lang } = input;
  const { result } = lang.messages;
  const email = emailOf(input);
  const why = email === null ? result.bankWhyOnly : result.bankWhy(email);
  return {
    tone: "accent",
    spoken: result.bankSends(priceOf(input)),
    have: head(lang, {
      icon: "clock",
      status: result.bank,
      title: [result.bankSends(priceOf(input))],
      lines: [`${result.bankUntil(about(input))} ${why}`],
      line: pendingLine(input),
    }),
    act: [
      track(
        fact("wait", result.bank, sentAt(input)),
        fact("todo", result.addingFact(daysOf(input)), result.bankNot),
      ),
      ...transactionLine(input),
    ],
  };
}

function sentAt({ lang, topUp: t }: ResultInput): string {
  const at = Date.parse(t.since);
  const [date, time] = [lang.plainDate(at, t.time_zone), lang.clock(at, t.time_zone)];
  return lang.messages.frame.pair(date, time);
}

/** Banks name no date: it is the one on which the operator is alerted, as in the notice. */
const about = ({ lang, topUp: t }: ResultInput): string =>
  lang.dayMonth(Date.parse(t.since) + DEFAULT_TIMINGS.processingFindingMs, t.time_zone);

/** `in_review`: paid, and an operator decides. */
export function inReview(input: ResultInput): ResultView {
  const { lang } = input;
  const { result } = lang.messages;
  const by = byWhen(input, Date.parse(input.topUp.since) + DEFAULT_TIMINGS.reviewMs);
  return {
    tone: "accent",
    spoken: result.reviewTitle,
    have: head(lang, {
      icon: "clock",
      status: result.review,
      title: [result.reviewTitle],
      lines: [
        [...(by === null ? [] : [result.reviewBy(by)]), result.reviewWhy(priceOf(input))].join(" "),
        mayClose(input),
      ],
    }),
    act: [track(receivedFact(input)), ...transactionLine(input)],
  };
}

/** `parked`: it is unknown whether the days were added; an operator decides. */
export function parked(input: ResultInput): ResultView {
  const { lang } = input;
  const { result, common } = lang.messages;
  return {
    tone: "warn",
    spoken: result.parkedTitle,
    have: head(lang, {
      icon: "alert",
      status: result.parked,
      title: [result.parkedTitle],
      lines: [`${personMessage(input)} ${result.keepOrBack}`],
    }),
    act: [
      track(receivedFact(input)),
      secondaryLink(input.supportHref, common.support),
      ...transactionLine(input),
    ],
  };
}

import { DEFAULT_TIMINGS } from "../../../domain/base/timings.ts";
import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
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
  type ResultView,
  receivedFact,
  secondaryLink,
  track,
  transactionLine,
} from "./parts.ts";

/** What a credit usually takes; the page counts from here on, never from 0; seconds. */
const USUAL = 5;
/** After this long the page says that the network answers slowly; seconds. */
const SLOW_AFTER = 10;

/**
 * How long ago the payment was received, once that is longer than usual; a script repeats it every
 * second. `now`: Unix ms.
 */
export function elapsedWords(lang: Lang, paidAt: string | null, now: number): string {
  if (paidAt === null) return "";
  const passed = Math.max(0, Math.round((now - Date.parse(paidAt)) / 1000));
  if (passed <= USUAL) return "";
  return (passed > SLOW_AFTER ? m.result_slow : m.result_nowTakes)(
    lang,
    format.seconds(lang, passed),
  );
}

const pendingLine = ({ topUp, have }: ResultInput) => ({
  have,
  more: topUp.quantity,
  mark: "wait" as const,
});

/** `paid` and `crediting`: the payment was received, the days are being added. */
export function working(input: ResultInput): ResultView {
  return {
    tone: "accent",
    ...onTheirWay(input, m.result_adding(input.lang, daysOf(input))),
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
  return {
    spoken: words,
    have: head(lang, {
      icon: "clock",
      status: m.result_working(lang),
      title: [words],
      lines: [mayClose(input)],
      line: pendingLine(input),
    }),
  };
}

function addingFact(input: ResultInput): Tree {
  const { lang, topUp: t, now } = input;
  const counter = el(
    "span",
    { "data-elapsed": t.paid_at ?? "" },
    elapsedWords(lang, t.paid_at, now),
  );
  return fact(
    "wait",
    m.result_addingFact(lang, daysOf(input)),
    `${m.result_usually(lang)} `,
    counter,
  );
}

function nextFact(input: ResultInput): Tree {
  const { lang, topUp: t } = input;
  const words =
    t.refund_by === null
      ? m.result_backElse(lang, priceOf(input))
      : m.result_backBy(
          lang,
          format.clock(lang, Date.parse(t.refund_by), t.time_zone),
          priceOf(input),
        );
  return fact("todo", m.result_toCome(lang), words);
}

function refundMe(input: ResultInput): Tree[] {
  const { lang, topUp: t, asksRefund } = input;
  // A service's link may show this page to others too, but only the payer may request the refund.
  if (!t.may_request_refund || t.own === false) return [];
  if (asksRefund) return [refundQuestion(input)];
  const action = `/t/${t.service_id}/${t.id}/refund`;
  const button = { class: "btn btn-wide", "data-testid": "refund-me", "data-refund": "ask" };
  return [el("form", { method: "post", action }, el("button", button, m.result_refundMe(lang)))];
}

/** A refund cannot be undone, so it is confirmed; both buttons lie away from the first one. */
function refundQuestion(input: ResultInput): Tree {
  const question = el(
    "strong",
    {},
    m.result_refundQuestion(input.lang, priceOf(input), daysOf(input)),
  );
  const answer = (which: string, words: string) =>
    el("button", { class: "btn", "data-refund": which, "data-testid": `refund-${which}` }, words);
  return el(
    "div",
    { class: "banner t-accent sure", "data-testid": "refund-question", tabindex: "-1" },
    icon("undo"),
    el("p", {}, question),
    el(
      "div",
      { class: "more" },
      answer("yes", m.result_refundMe(input.lang)),
      answer("no", m.result_keepWaiting(input.lang)),
    ),
  );
}

/** `resolving`: granted, and not waited for any more; the next reading of the OCS decides. */
export function resolving(input: ResultInput): ResultView {
  const { lang } = input;
  switch (input.topUp.resolving_reason) {
    case "refused": {
      const words = m.result_refusedTitle(lang, daysOf(input));
      return checked(input, words, m.result_refusedNext(lang, priceOf(input)));
    }
    case "customer": {
      const words = m.result_wishTitle(lang, priceOf(input));
      return checked(input, words, m.result_wishNext(lang, daysOf(input), priceOf(input)));
    }
    default: {
      const words = m.result_resolving(lang, daysOf(input));
      return { ...working(input), ...onTheirWay(input, words) };
    }
  }
}

/** The days are not waited for: what happens first, before the refund. */
function checked(input: ResultInput, words: string, first: string): ResultView {
  const { lang } = input;
  return {
    tone: "accent",
    ...onTheirWay(input, words),
    act: [
      track(receivedFact(input), fact("wait", m.result_checking(lang), first)),
      ...transactionLine(input),
    ],
  };
}

/** `processing`: the bank has not sent the money yet. */
export function processing(input: ResultInput): ResultView {
  const { lang } = input;
  const email = emailOf(input);
  const why = email === null ? m.result_bankWhyOnly(lang) : m.result_bankWhy(lang, email);
  return {
    tone: "accent",
    spoken: m.result_bankSends(lang, priceOf(input)),
    have: head(lang, {
      icon: "clock",
      status: m.result_bank(lang),
      title: [m.result_bankSends(lang, priceOf(input))],
      lines: [`${m.result_bankUntil(lang, about(input))} ${why}`],
      line: pendingLine(input),
    }),
    act: [
      track(
        fact("wait", m.result_bank(lang), sentAt(input)),
        fact("todo", m.result_addingFact(lang, daysOf(input)), m.result_bankNot(lang)),
      ),
      ...transactionLine(input),
    ],
  };
}

function sentAt({ lang, topUp: t }: ResultInput): string {
  const at = Date.parse(t.since);
  const [date, time] = [
    format.plainDate(lang, at, t.time_zone),
    format.clock(lang, at, t.time_zone),
  ];
  return m.frame_pair(lang, date, time);
}

/** Banks name no date: it is the one on which the operator is alerted, as in the notice. */
const about = ({ lang, topUp: t }: ResultInput): string =>
  format.dayMonth(lang, Date.parse(t.since) + DEFAULT_TIMINGS.processingFindingMs, t.time_zone);

/** `in_review`: paid, and an operator decides. */
export function inReview(input: ResultInput): ResultView {
  const { lang } = input;
  const by = byWhen(input, Date.parse(input.topUp.since) + DEFAULT_TIMINGS.reviewMs);
  return {
    tone: "accent",
    spoken: m.result_reviewTitle(lang),
    have: head(lang, {
      icon: "clock",
      status: m.result_review(lang),
      title: [m.result_reviewTitle(lang)],
      lines: [
        [
          ...(by === null ? [] : [m.result_reviewBy(lang, by)]),
          m.result_reviewWhy(lang, priceOf(input)),
        ].join(" "),
        mayClose(input),
      ],
    }),
    act: [track(receivedFact(input)), ...transactionLine(input)],
  };
}

/** `parked`: it is unknown whether the days were added; an operator decides. */
export function parked(input: ResultInput): ResultView {
  const { lang } = input;
  return {
    tone: "warn",
    spoken: m.result_parkedTitle(lang),
    have: head(lang, {
      icon: "alert",
      status: m.result_parked(lang),
      title: [m.result_parkedTitle(lang)],
      lines: [`${personMessage(input)} ${m.result_keepOrBack(lang)}`],
    }),
    act: [
      track(receivedFact(input)),
      secondaryLink(input.supportHref, m.common_support(lang)),
      ...transactionLine(input),
    ],
  };
}

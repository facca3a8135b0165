import type { TopUpJson } from "../../../contract/api.ts";
import { DAY_MS } from "../../../domain/base/time.ts";
import { calendarDays } from "../../../i18n/calendar.ts";
import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { quantityText } from "../../../i18n/quantity.ts";
import type { PageTone } from "../../kit/banner/tone.ts";
import { type IconName, icon } from "../../kit/icon/icon.ts";
import { type Line, lineOfDays, perMark } from "../../kit/line-of-days/line-of-days.ts";
import { type Child, el, type Tree } from "../../kit/tree/tree.ts";
/** The messages of a result and of the payment before it. */

/** Everything the result of a top-up is drawn from; the same for server and browser. */
export interface ResultInput {
  readonly lang: Lang;
  readonly topUp: TopUpJson;
  /**
   * The whole address on the device where it was typed; null elsewhere: the masked one is shown.
   */
  readonly email: string | null;
  /** Unix ms, the server's clock. */
  readonly now: number;
  /** Days that were left before, as far as this page knows; 0 otherwise. */
  readonly have: number;
  /** The browser was told that the payment went through, but the top-up is not paid yet. */
  readonly confirmed: boolean;
  /**
   * Stripe was asked and the last attempt failed; only then the page says "nothing was charged".
   */
  readonly sure?: boolean;
  /** "Refund me instead" was pressed: the page asks for confirmation (with a script only). */
  readonly asksRefund?: boolean;
  /** Where another top-up begins. */
  readonly shopHref: string;
  readonly supportHref: string;
}
export interface ResultView {
  readonly tone: PageTone;
  /** For the window's title and for screen readers. */
  readonly spoken: string;
  /** The upper, tinted half of the page. */
  readonly have: readonly Tree[];
  /** The lower half. */
  readonly act: readonly Tree[];
}

export const priceOf = ({ lang, topUp }: ResultInput): string => format.money(lang, topUp.price);
/** What was bought, in words: "7 days". */
export const daysOf = ({ lang, topUp }: ResultInput): string =>
  quantityText(lang, topUp.offer_kind, topUp.quantity);
/** The payer's address; null: none was given, or the payer was erased, so no email is promised. */
export const emailOf = ({ topUp: { email_masked: masked }, email }: ResultInput): string | null =>
  masked ? (email ?? masked) : null;

/** "You may close this page", and where the answer goes. */
export function mayClose(input: ResultInput): string {
  const email = emailOf(input);
  return email === null ? m.result_mayCloseOnly(input.lang) : m.result_mayClose(input.lang, email);
}

/** "Visa 4242"; "your card" when unknown. A method without a card number is called an account. */
export function methodOf(input: ResultInput): string {
  const method = input.topUp.payment_method;
  if (method === null) return m.result_card(input.lang);
  if (isCard(input)) return method.charAt(0).toUpperCase() + method.slice(1);
  if (method === "paypal") return "PayPal";
  return /bank|debit/.test(method)
    ? m.result_bankAccount(input.lang)
    : m.result_account(input.lang);
}
/** Whether a refund goes to a card; also when the method is unknown. */
export const isCard = ({ topUp: { payment_method: method } }: ResultInput): boolean =>
  method === null || /\d{4}$/.test(method);

export interface Head {
  readonly icon: IconName;
  readonly status: string;
  readonly title: readonly Tree[];
  readonly lines?: readonly string[];
  readonly line?: Line;
}
/** The upper half: state, heading, what it means, and the line of days. */
export function head(lang: Lang, { icon: name, status, title, lines = [], line }: Head): Tree[] {
  return [
    el("p", { class: "what" }, icon(name), el("span", {}, status)),
    el("h1", { tabindex: "-1" }, ...title),
    ...lines.map((words) => el("p", { class: "mid" }, words)),
    ...(line ? [lineOfDays(line), legend(lang, line)] : []),
  ];
}

const LEGENDS = {
  add: m.result_addedLegend,
  wait: m.result_pendingLegend,
  gone: m.result_notAdded,
} as const;
function legend(lang: Lang, { have, more, mark }: Line): Tree {
  const entry = (kind: string, text: string) =>
    el("span", {}, el("i", { class: kind, "aria-hidden": "true" }), text);
  return el(
    "p",
    { class: "legend small num" },
    have > 0 && entry("have", m.result_leftLegend(lang, format.days(lang, have))),
    entry(mark, LEGENDS[mark](lang, format.days(lang, more))),
    perMark(have + more) > 1 && el("span", {}, m.common_weeks(lang)),
  );
}

export type FactState = "ok" | "wait" | "no" | "todo";
const FACT_ICONS: Readonly<Record<FactState, IconName>> = {
  ok: "check",
  wait: "clock",
  no: "x",
  todo: "dot",
};
/** One step of a payment's progress: what it is, and when it happened or how long it takes. */
export function fact(state: FactState, what: string, ...when: readonly Child[]): Tree {
  const detail = el("p", { class: "mid quiet num" }, ...when);
  return el("li", { class: `k-${state}` }, icon(FACT_ICONS[state]), strong(what), detail);
}
const strong = (words: string) => el("p", {}, el("strong", {}, words));
/** The progress of a payment, from such facts. */
export const track = (...facts: readonly Tree[]): Tree => el("ol", { class: "track" }, ...facts);

export function receivedFact(input: ResultInput): Tree {
  const { lang, topUp: t } = input;
  const at =
    t.paid_at === null ? null : format.clockWithSeconds(lang, Date.parse(t.paid_at), t.time_zone);
  const method = methodOf(input);
  const when = at === null ? method : m.frame_pair(lang, at, method);
  return fact("ok", m.result_received(lang, priceOf(input)), when);
}

/** Label and value of a receipt; the blank between them shows in copied and in spoken text. */
export function row(label: string, value: string, ids: RowIds = {}): Tree {
  const bdi = { "data-testid": ids.value ?? null, class: ids.value === undefined ? null : "whole" };
  const dd = el("dd", { class: "num" }, el("bdi", bdi, value));
  return el("div", { "data-testid": ids.row ?? null }, el("dt", {}, label), " ", dd);
}
interface RowIds {
  readonly row?: string;
  readonly value?: string;
}
export const facts = (...rows: readonly (Tree | null)[]): Tree =>
  el("dl", { class: "facts" }, ...rows);

export const transactionRow = ({ lang, topUp: t }: ResultInput): Tree | null =>
  t.transaction_id === null
    ? null
    : row(m.result_transaction(lang), t.transaction_id, { value: "transaction-id" });

export function transactionLine({ lang, topUp: t }: ResultInput): Tree[] {
  if (t.transaction_id === null) return [];
  const id = el("bdi", { "data-testid": "transaction-id", class: "whole" }, t.transaction_id);
  return [el("p", { class: "mid quiet num" }, `${m.result_transaction(lang)} `, id)];
}

/**
 * The time by which something happens: "14:35", "tomorrow, 17:00", "Fri 17 Jan, 17:00". Null: the
 * time has passed, so that it must not be promised. `at` is in Unix ms.
 */
export function byWhen({ lang, topUp, now }: ResultInput, at: number): string | null {
  if (at < now) return null;
  const time = format.clock(lang, at, topUp.time_zone);
  const days = calendarDays(now, at, topUp.time_zone);
  if (days === 0) return time;
  if (days === 1) return m.result_tomorrow(lang, time);
  return m.frame_pair(lang, format.nearDate(lang, at, topUp.time_zone, now), time);
}

/** The operator checks the top-up and writes to the customer within a day of its last change. */
export function personMessage(input: ResultInput): string {
  const by = byWhen(input, Date.parse(input.topUp.since) + DAY_MS);
  const { lang } = input;
  const email = emailOf(input);
  if (email === null) return m.result_personOnly(lang);
  return by === null ? m.result_person(lang, email) : m.result_personBy(lang, email, by);
}

export const mainLink = (href: string, words: string): Tree =>
  el("a", { class: "btn btn-main", href, "data-testid": "retry" }, words);
export const secondaryLink = (href: string, words: string): Tree =>
  el("a", { class: "btn", href }, words);

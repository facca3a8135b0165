import type { ServiceView } from "../../../../contract/api.ts";
import { calendarDays } from "../../../../i18n/calendar.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { lineOfDays, weeksLegend } from "../../../kit/line-of-days/line-of-days.ts";
import { placeholder } from "../../../kit/placeholder/placeholder.ts";
import { type Attrs, el, type Tree, type TreeElement } from "../../../kit/tree/tree.ts";
import { daysLeft, isWeak, labelOf } from "../../sale/choice/choice.ts";

/** The messages about the balance. */

interface Props {
  readonly lang: Lang;
  readonly view: ServiceView;
  /** Unix ms. */
  readonly now: number;
  /** Where "Refresh" leads: this page. */
  readonly selfHref: string;
}

/**
 * The balance: label of the service, its status, what is left, and when it was read. A weak
 * identity sees the label alone. The server draws it, and the script again when a slow OCS has
 * answered; all states have the same lines, so that nothing moves.
 */
export function balanceTree({ lang, view, now, selfHref }: Props): readonly Tree[] {
  const label = el("span", {}, labelOf(lang, view.service));
  if (isWeak(view)) {
    return [
      el("h2", { class: "left" }, labelOf(lang, view.service)),
      el("p", { class: "quiet mid" }, m.balance_hidden(lang)),
    ];
  }
  const known = isKnown(view);
  const again = known ? el("a", { href: selfHref, class: "whole" }, m.balance_again(lang)) : null;
  const left = daysLeft(view, now);
  return [
    el("p", { class: "svc" }, label, light(lightOf(lang, view, now))),
    el("h2", { class: "left" }, leftWords(lang, view, now)),
    el("p", { class: "quiet mid" }, readWords(lang, view, now), again),
    ...(isCountable(view) ? line(lang, left) : []),
  ];
}

/**
 * The same lines with placeholders, while the OCS is asked for the first reading. `weak`: found by
 * a typed number, so no balance will be shown.
 */
export function pendingBalanceTree(
  lang: Lang,
  service: ServiceView["service"],
  weak: boolean,
): readonly Tree[] {
  return [
    el("p", { class: "svc" }, el("span", {}, labelOf(lang, service)), placeholder("s")),
    el(
      "div",
      { role: "status" },
      el(
        "h2",
        { class: "left", id: "reading" },
        weak ? m.balance_finding(lang) : m.balance_reading(lang),
      ),
    ),
    // As wide as the sentence and the link, which take two lines at 320 px.
    el("p", { class: "quiet mid" }, placeholder("l"), " ", placeholder("s")),
    lineOfDays({ have: 0, more: 0, mark: "add" }),
  ];
}

/** Whether the reading is good enough to choose days: new, or old and being refreshed. */
export const isKnown = ({ balance, blocked }: ServiceView): boolean =>
  balance.state === "read" || (balance.state === "stale" && blocked !== "balance_unreadable");

/** Whether there are days left. Only then "Unlimited data" is true: days of it are what is sold. */
const isUsable = ({ service, balance }: ServiceView, now: number): boolean =>
  service.status === "active" &&
  (balance.unlimited || (balance.expiry !== null && Date.parse(balance.expiry) > now));

/** Whether to draw the line of days. An empty one says "none left", so not for an unknown end. */
const isCountable = (view: ServiceView): boolean =>
  view.balance.expiry !== null || (isKnown(view) && !view.balance.unlimited);

function line(lang: Lang, left: number): readonly Tree[] {
  return [...weeksLegend(lang, left), lineOfDays({ have: left, more: 0, mark: "add" })];
}

interface Light {
  readonly tone: string;
  readonly word: string;
}

function light({ tone, word }: Light): TreeElement {
  const ring = { fill: "none", stroke: "currentColor", "stroke-width": "1.5" };
  const shape: Attrs = tone === "l-ok" ? { r: "6", fill: "currentColor" } : { r: "5.5", ...ring };
  return el(
    "span",
    { class: `light ${tone}` },
    el(
      "svg",
      { viewBox: "0 0 14 14", "aria-hidden": "true" },
      el("circle", { cx: "7", cy: "7", ...shape }),
    ),
    word,
  );
}

function lightOf(lang: Lang, view: ServiceView, now: number): Light {
  const { status } = view.service;
  if (status === "closed") return { tone: "l-none", word: m.balance_closed(lang) };
  if (status === "suspended") return { tone: "l-wait", word: m.balance_suspended(lang) };
  if (!isKnown(view)) return { tone: "l-none", word: m.balance_notReadable(lang) };
  const ends = view.balance.expiry === null ? 0 : Date.parse(view.balance.expiry);
  if (!view.balance.unlimited && ends <= now) return { tone: "l-none", word: m.balance_over(lang) };
  return { tone: "l-ok", word: m.balance_active(lang) };
}

function leftWords(lang: Lang, view: ServiceView, now: number): string {
  const { balance } = view;
  const zone = view.service.time_zone;
  if (!isKnown(view)) return m.noSale_unreadable(lang);
  if (balance.unlimited) return m.balance_unlimited(lang);
  if (balance.expiry === null) return m.balance_nothing(lang);
  const end = Date.parse(balance.expiry);
  if (end <= now) return m.balance_ended(lang, format.nearDate(lang, end, zone, now));
  const left = daysLeft(view, now);
  return left === 0
    ? m.balance_endsToday(lang, format.clock(lang, end, zone))
    : m.balance_left(lang, format.days(lang, left), format.nearDate(lang, end, zone, now));
}

function readWords(lang: Lang, view: ServiceView, now: number): string {
  const { read_at: readAt, expiry } = view.balance;
  const zone = view.service.time_zone;
  if (readAt === null) return "";
  const at = Date.parse(readAt);
  const time = format.clock(lang, at, zone);
  const today = calendarDays(at, now, zone) === 0;
  const day = today ? m.noSale_today(lang) : format.nearDate(lang, at, zone, now);
  if (isKnown(view)) {
    const what = isUsable(view, now) ? `${m.balance_flat(lang)} ` : "";
    return `${what}${m.balance_readAt(lang, today ? time : m.frame_pair(lang, day, time))} `;
  }
  return expiry === null
    ? m.balance_readAt(lang, time)
    : m.noSale_lastRead(lang, day, time, format.nearDate(lang, Date.parse(expiry), zone, now));
}

/**
 * How a language writes amounts, days, dates and times: one formatter on `Intl` for pages, emails
 * and all that follows. Instants are Unix ms, zones IANA names (an unknown one is UTC). Its parts
 * are put together by sentences of the catalogue (`formats.*`); the objects of `Intl` are kept,
 * because making one takes far longer than using it.
 */
import { memoize } from "../domain/base/memoize.ts";
import type { Money } from "../domain/base/money.ts";
import { DAY_MS } from "../domain/base/time.ts";
import { zoneOrUtc } from "../domain/base/time-zone.ts";
import { dayNumber } from "./calendar.ts";
import * as m from "./generated/messages.ts";
import type { Lang } from "./lang.ts";
import { formatMoney } from "./money.ts";

/** A date within this many days of now is written without its year. */
const NEAR_DAYS = 60;

/** "$70.00", "A$70.00" */
export const money = (lang: Lang, amount: Money): string =>
  m.amount(lang, formatMoney(amount, lang.locale));

/** "1 day", "7 days" */
export const days = (lang: Lang, n: number): string => m.formats_days(lang, n);

/** "1 second", "40 seconds" */
export const seconds = (lang: Lang, n: number): string => m.formats_seconds(lang, n);

/** "in 2 minutes"; "2 minutes ago" for -2. */
export const inMinutes = ({ locale }: Lang, n: number): string =>
  relative(locale).format(n, "minute");

/** "23:59" */
export const clock = ({ locale }: Lang, at: number, timeZone: string): string =>
  clocks(locale, timeZone).format(at);

/** "14:05:12" */
export const clockWithSeconds = ({ locale }: Lang, at: number, timeZone: string): string =>
  secondClocks(locale, timeZone).format(at);

/** "17 Jan" */
export const dayMonth = (lang: Lang, at: number, timeZone: string): string =>
  dayMonthOf(lang, partsOf(lang, at, timeZone));

/** "17 Jan 2025" */
export const plainDate = (lang: Lang, at: number, timeZone: string): string =>
  plainOf(lang, partsOf(lang, at, timeZone));

/** "Fri 17 Jan 2025": the expiry that the customer buys. */
export const fullDate = (lang: Lang, at: number, timeZone: string): string =>
  fullOf(lang, partsOf(lang, at, timeZone));

/** "Fri 17 Jan"; with the year when it is more than 60 days from now. */
export function nearDate(lang: Lang, at: number, timeZone: string, now: number): string {
  const parts = partsOf(lang, at, timeZone);
  if (Math.abs(at - now) > NEAR_DAYS * DAY_MS) return fullOf(lang, parts);
  return m.formats_withWeekday(lang, parts.weekday, dayMonthOf(lang, parts));
}

/** "17 Jan" for the ticks below the slider: at most six characters. */
export function tick(lang: Lang, at: number, timeZone: string): string {
  const { day, month, number } = partsOf(lang, at, timeZone);
  return m.formats_tick(lang, day, month, number);
}

/** "Sydney time", right after a time of day; "UTC" for zones without a town. */
export function atZone(lang: Lang, timeZone: string): string {
  const zone = m.zoneName(lang, timeZone);
  return zone ? m.formats_atZone(lang, zone) : m.formats_atUtc(lang);
}

/** "Fri 17 Jan 2025, 23:59, Sydney time" */
export function moment(lang: Lang, at: number, timeZone: string): string {
  const name = m.zoneName(lang, timeZone);
  const zone = name ? m.formats_zone(lang, name) : m.formats_utc(lang);
  return m.formats_moment(lang, fullDate(lang, at, timeZone), clock(lang, at, timeZone), zone);
}

interface Parts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  /** Of the month. */
  readonly number: string;
  readonly year: string;
}

const dayMonthOf = (lang: Lang, { day, month }: Parts): string =>
  m.formats_dayMonth(lang, day, month);
const plainOf = (lang: Lang, parts: Parts): string =>
  m.formats_withYear(lang, dayMonthOf(lang, parts), parts.year);
const fullOf = (lang: Lang, parts: Parts): string =>
  m.formats_withWeekday(lang, parts.weekday, plainOf(lang, parts));

const partsOf = ({ locale }: Lang, at: number, timeZone: string): Parts =>
  partsOfDay(locale, `${dayNumber(at, timeZone)}`);

/**
 * `day`: days since 1970. Dates that customers see are few, and asked for again and again. The
 * portal's first view carries this function, so it is short: a part is `{ type, value }`.
 */
const partsOfDay = /* @__PURE__ */ memoize((locale: string, day: string): Parts => {
  const named = (format: typeof calendars): Parts =>
    Object.fromEntries(
      format(locale, "UTC")
        .formatToParts(+day * DAY_MS)
        .map(Object.values),
    );
  return { ...named(calendars), number: named(monthNumbers).month };
}, 1000);

type Options = Intl.DateTimeFormatOptions;
const formatter = (options: Options) =>
  memoize(
    (locale: string, timeZone: string) =>
      new Intl.DateTimeFormat(locale, { timeZone: zoneOrUtc(timeZone), ...options }),
  );
const DATE: Options = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
const CLOCK: Options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

// Marked pure, so that a script takes along only those that it uses.
const calendars = /* @__PURE__ */ formatter(DATE);
const monthNumbers = /* @__PURE__ */ formatter({ month: "numeric" });
const clocks = /* @__PURE__ */ formatter(CLOCK);
const secondClocks = /* @__PURE__ */ formatter({ ...CLOCK, second: "2-digit" });
const relative = /* @__PURE__ */ memoize((locale: string) => new Intl.RelativeTimeFormat(locale));

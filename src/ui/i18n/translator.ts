import { formatMoney, type Money } from "../../domain/base/money.ts";
import { DAY_MS } from "../../domain/base/time.ts";
import type { About, AboutMore } from "./language/about.ts";
import { counted } from "./language/plural.ts";
import type { Messages } from "./messages.ts";

/** The formats that the first view needs. In this file instants are Unix ms, zones IANA names. */
export interface BasicFormats {
  readonly tag: string;
  /** "Fri 17 Jan 2025": the expiry that the customer buys. */
  fullDate(at: number, timeZone: string): string;
  /** "23:59" */
  clock(at: number, timeZone: string): string;
  /** "Sydney time"; "UTC" for zones without a city. */
  zoneName(timeZone: string): string;
  /** "$70.00", "A$70.00" */
  money(amount: Money): string;
  /** "1 day", "7 days" */
  days(n: number): string;
}

/** All formats of one language. */
export interface Formats extends BasicFormats {
  readonly dir: "ltr" | "rtl";
  readonly name: string;
  /** "14:05:12" */
  clockWithSeconds(at: number, timeZone: string): string;
  /** "17 Jan 2025" */
  plainDate(at: number, timeZone: string): string;
  /** "Fri 17 Jan"; with the year when it is more than 60 days from now. */
  nearDate(at: number, timeZone: string, now: number): string;
  /** "17 Jan" */
  dayMonth(at: number, timeZone: string): string;
  /** The same for the ticks below the slider: at most six characters. */
  tick(at: number, timeZone: string): string;
  /** "1 second", "40 seconds" */
  seconds(n: number): string;
}

/**
 * Formats and messages of one language; `Group`: the groups of messages it has at least. A script
 * names the groups it needs, because each of them adds to its size.
 */
export interface Translator<Group extends keyof Messages> extends Formats {
  readonly messages: Pick<Messages, Group>;
}
/** A translator with only the formats that the first view needs. */
export interface BasicTranslator<Group extends keyof Messages> extends BasicFormats {
  readonly messages: Pick<Messages, Group>;
}
/** A translator with all messages. */
export type Lang = Translator<keyof Messages>;

/** A date within this many days of now is written without its year. */
const NEAR_DAYS = 60;

/** A translator for the first view. */
export function createBasicTranslator<Group extends keyof Messages>(
  about: About,
  messages: Pick<Messages, Group>,
): BasicTranslator<Group> {
  const { locale } = about;
  return {
    tag: about.tag,
    messages,
    fullDate: (at, timeZone) => fullOf(about, partsOf(locale, at, timeZone)),
    clock: (at, timeZone) => clock(locale, at, timeZone),
    zoneName: about.zone,
    money: (amount) => about.amount(formatMoney(amount, locale)),
    days: (n) => counted(locale, n, about.day),
  };
}

/** A translator with all formats. */
export function createTranslator<Group extends keyof Messages>(
  about: About,
  more: AboutMore,
  words: Pick<Messages, Group>,
): Translator<Group> {
  const { locale } = about;
  return {
    ...createBasicTranslator(about, words),
    dir: more.dir,
    name: more.name,
    clockWithSeconds: (at, timeZone) => clock(locale, at, timeZone, { second: "2-digit" }),
    plainDate: (at, timeZone) => plainOf(about, partsOf(locale, at, timeZone)),
    nearDate(at, timeZone, now) {
      const parts = partsOf(locale, at, timeZone);
      if (Math.abs(at - now) > NEAR_DAYS * DAY_MS) return fullOf(about, parts);
      return about.withWeekday(parts.weekday, shortOf(about, parts));
    },
    dayMonth: (at, timeZone) => shortOf(about, partsOf(locale, at, timeZone)),
    tick(at, timeZone) {
      const { day, month } = partsOf(locale, at, timeZone, more.tickMonth);
      return more.tick(day, month);
    },
    seconds: (n) => counted(locale, n, more.second),
  };
}

const shortOf = (about: About, { day, month }: Parts): string => about.dayAndMonth(day, month);
const plainOf = (about: About, parts: Parts): string =>
  about.withYear(shortOf(about, parts), parts.year);
const fullOf = (about: About, parts: Parts): string =>
  about.withWeekday(parts.weekday, plainOf(about, parts));

interface Parts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

function partsOf(
  locale: string,
  at: number,
  timeZone: string,
  month: AboutMore["tickMonth"] = "short",
): Parts {
  const all = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month,
    year: "numeric",
  }).formatToParts(at);
  const part = (type: keyof Parts) => all.find((p) => p.type === type)?.value ?? "";
  return { weekday: part("weekday"), day: part("day"), month: part("month"), year: part("year") };
}

const clock = (
  locale: string,
  at: number,
  timeZone: string,
  more?: Intl.DateTimeFormatOptions,
): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...more,
  }).format(at);

import { memoize } from "../../../domain/base/memoize.ts";
import { formatMoney, type Money } from "../../../domain/base/money.ts";
import { ISOLATE, isolateAmount } from "../../../domain/base/text-direction.ts";
import { AR } from "./words/ar.ts";
import { EN } from "./words/en.ts";
import type { EmailWords } from "./words/words.ts";

/** One language of emails: its words, and how it writes days, amounts and dates. */
export interface Language {
  readonly words: EmailWords;
  /** In its own direction: that of its symbol. */
  readonly money: (amount: Money) => string;
  /** A text of unknown direction, kept apart from the sentence around it. */
  readonly isolated: (text: string) => string;
  readonly days: (count: number) => string;
  /** "17 Jan 2025". Instants are Unix ms, zones IANA names. */
  readonly date: (at: number, timeZone: string) => string;
  /** "10 Jan" */
  readonly dayAndMonth: (at: number, timeZone: string) => string;
  /** "Fri 17 Jan 2025, 23:59, Sydney time" */
  readonly moment: (at: number, timeZone: string) => string;
}

const WORDS: Readonly<Record<string, EmailWords>> = { en: EN, ar: AR };

/** The customer's language where emails have it, otherwise English; "ar-AE" is Arabic. */
export function languageOf(locale: string): Language {
  const [name = ""] = locale.toLowerCase().split("-");
  return language(Object.hasOwn(WORDS, name) ? name : "en");
}

const language = memoize((name: string): Language => {
  const words = WORDS[name] ?? EN;
  // The same calendar and digits in every language, as on the bank's statement.
  const tag = `${words.locale}-u-ca-gregory-nu-latn`;
  const plural = new Intl.PluralRules(tag);
  const number = new Intl.NumberFormat(tag);
  const rtl = words.direction === "rtl";
  return {
    words,
    money: (amount) => {
      const text = formatMoney(amount, tag);
      return rtl ? isolateAmount(text) : text;
    },
    isolated: (text) =>
      rtl && text !== "" ? `${ISOLATE.byFirstLetter}${text}${ISOLATE.end}` : text,
    days: (count) => words.days[plural.select(count)](number.format(count)),
    date: (at, timeZone) => dateIn(tag, at, timeZone, ["day", "month", "year"]),
    dayAndMonth: (at, timeZone) => dateIn(tag, at, timeZone, ["day", "month"]),
    moment: (at, timeZone) => {
      const date = dateIn(tag, at, timeZone, ["weekday", "day", "month", "year"]);
      const separator = rtl ? "، " : ", ";
      return [date, clock(tag, timeZone).format(at), zone(words, at, timeZone)].join(separator);
    },
  };
});

type DatePart = "weekday" | "day" | "month" | "year";

/** Day before month in all languages so far, as the portal has it. */
function dateIn(tag: string, at: number, timeZone: string, names: readonly DatePart[]): string {
  const parts = calendar(tag, timeZone).formatToParts(at);
  return names.map((name) => parts.find(({ type }) => type === name)?.value ?? "").join(" ");
}

const calendar = memoize(
  (tag: string, timeZone: string) =>
    new Intl.DateTimeFormat(tag, {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
    }),
);
const clock = memoize(
  (tag: string, timeZone: string) =>
    new Intl.DateTimeFormat(tag, {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
);
const zoneName = memoize(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortGeneric" }),
);

function zone(words: EmailWords, at: number, timeZone: string): string {
  const town = timeZone.split("/").slice(1).at(-1);
  if (!town || timeZone.startsWith("Etc/")) return "UTC";
  const generic = zoneName(words.locale, timeZone)
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName");
  return words.zone(town.replaceAll("_", " "), generic?.value ?? timeZone);
}

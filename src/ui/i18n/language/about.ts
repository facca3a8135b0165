import type { Plural } from "./plural.ts";

/** The properties of a language, besides its messages, that the first view needs. */
export interface About {
  /** BCP 47: the page's `lang`, and the language of the notices to its customer. */
  readonly tag: string;
  /** For `Intl`: the tag, with digits and calendar where the default is another. */
  readonly locale: string;
  readonly day: Plural;
  /** "Sydney time", from the IANA name of a zone. */
  zone(timeZone: string): string;
  /** An amount that `Intl` has formatted, adapted to the direction of the language. */
  amount(text: string): string;
  /** "17 Jan" */
  dayAndMonth(day: string, month: string): string;
  /** "17 Jan 2025"; `date` is "17 Jan". */
  withYear(date: string, year: string): string;
  /** "Fri 17 Jan", or with the year. */
  withWeekday(weekday: string, date: string): string;
}

/** Further properties, for the server and the later scripts. */
export interface AboutMore {
  readonly dir: "ltr" | "rtl";
  /** The language's name in itself, for the link to it. */
  readonly name: string;
  readonly second: Plural;
  /** A date below the slider has room for six characters: "17 Jan", or "17/1" for long months. */
  readonly tickMonth: "short" | "numeric";
  tick(day: string, month: string): string;
}

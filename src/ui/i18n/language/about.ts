import type { Plural } from "./plural.ts";

/** What a language is, apart from its sentences: as much of it as the first view needs. */
export interface About {
  /** BCP 47: the page's `lang`, and the language that letters are written in. */
  readonly tag: string;
  /** For `Intl`: the tag, with digits and calendar where they need saying. */
  readonly locale: string;
  readonly day: Plural;
  /** "Sydney time", by the IANA name of a zone. */
  zone(timeZone: string): string;
  /** An amount as `Intl` writes it, made fit for the direction of the language. */
  amount(text: string): string;
  /** "17 Jan" from day and month. */
  dayAndMonth(day: string, month: string): string;
  /** "17 Jan 2025" from that and the year. */
  withYear(date: string, year: string): string;
  /** "Fri 17 Jan" from either. */
  withWeekday(weekday: string, date: string): string;
}

/** The rest of it: for the server and the later scripts. */
export interface AboutMore {
  readonly dir: "ltr" | "rtl";
  /** Its name in itself, for the link that leads to it. */
  readonly name: string;
  readonly second: Plural;
  /** Below the slider is room for six letters: "17 Jan", or "17/1" where months are long. */
  readonly tickMonth: "short" | "numeric";
  tick(day: string, month: string): string;
}

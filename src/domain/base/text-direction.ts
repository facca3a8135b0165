/**
 * Isolates (Unicode TR9, 2.4.2), for sentences that also go where no markup can say it: titles,
 * labels, subjects, plain text. Without them "2026-000123" after Arabic words is shown the other
 * way round.
 */
export const ISOLATE = {
  leftToRight: "\u2066",
  rightToLeft: "\u2067",
  byFirstLetter: "\u2068",
  end: "\u2069",
} as const;
/** `Intl` puts them into amounts for a line of their own; inside an isolate they would turn it. */
const MARKS = /[\u200e\u200f\u061c]/g;
/** Symbols as "د.إ." have some: their last dot stands at their left end. */
const ARABIC_LETTER = /[\u0620-\u064a]/;

/** An amount in its own direction inside a right-to-left sentence: that of its symbol. */
export const isolateAmount = (text: string): string =>
  ARABIC_LETTER.test(text)
    ? `${ISOLATE.rightToLeft}${text}${ISOLATE.end}`
    : `${ISOLATE.leftToRight}${text.replace(MARKS, "")}${ISOLATE.end}`;

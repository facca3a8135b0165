/**
 * Isolates (Unicode TR9, 2.4.2), for sentences that also appear where markup is impossible: titles,
 * labels, subjects, plain text. Without them "2026-000123" after Arabic words is shown reversed.
 */
export const ISOLATE = {
  leftToRight: "\u2066",
  rightToLeft: "\u2067",
  byFirstLetter: "\u2068",
  end: "\u2069",
} as const;
/** `Intl` puts these marks into amounts; inside an isolate they would change the order. */
const MARKS = /[\u200e\u200f\u061c]/g;
/** Symbols like "د.إ." contain such characters: their last dot is shown at their left end. */
const ARABIC_LETTER = /[\u0620-\u064a]/;

/** An amount inside a right-to-left sentence, in the direction of its currency symbol. */
export const isolateAmount = (text: string): string =>
  ARABIC_LETTER.test(text)
    ? `${ISOLATE.rightToLeft}${text}${ISOLATE.end}`
    : `${ISOLATE.leftToRight}${text.replace(MARKS, "")}${ISOLATE.end}`;

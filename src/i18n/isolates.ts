/**
 * Isolates (Unicode TR9, 2.4.2), for sentences that also appear where markup is impossible: titles,
 * labels, subjects, plain text. Without them "2026-000123" after Arabic words is shown reversed.
 * The generator puts calls of these functions into the sentences of a language that is written from
 * right to left, so translators need not care.
 */
const LEFT_TO_RIGHT = "\u2066";
const RIGHT_TO_LEFT = "\u2067";
const BY_FIRST_LETTER = "\u2068";
const END = "\u2069";
/** `Intl` puts these marks into amounts; inside an isolate they would change the order. */
const MARKS = /[\u200e\u200f\u061c]/g;
/** Symbols like "د.إ." contain such characters: their last dot is shown at their left end. */
const ARABIC_LETTER = /[\u0620-\u064a]/;

/**
 * A value with marks around it that keep its direction. A number and a text that has them already
 * stay as they are; a sentence with a value inside has the direction of the page.
 */
export function isolate<Given extends string | number>(value: Given): Given | string {
  if (typeof value !== "string" || /^$|^[\u2066\u2067][^\u2069]*\u2069$/.test(value)) return value;
  return (value.includes(BY_FIRST_LETTER) ? RIGHT_TO_LEFT : BY_FIRST_LETTER) + value + END;
}

/** An amount inside a right-to-left sentence, in the direction of its currency symbol. */
export const isolateAmount = (text: string): string =>
  ARABIC_LETTER.test(text)
    ? `${RIGHT_TO_LEFT}${text}${END}`
    : `${LEFT_TO_RIGHT}${text.replace(MARKS, "")}${END}`;

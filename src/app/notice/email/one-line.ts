/**
 * Any text as one line: a line end in a name or a label would begin a header in a subject, or
 * forge a line of the letter.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

/** What somebody typed, without the signs that turn the direction of everything after it. */
export const typed = (text: string): string =>
  oneLine(text.replace(/[\u202a-\u202e\u2066-\u2069]/g, " "));

/**
 * Any text as one line: a line end in a name or a label would begin a header after the subject, or
 * forge a line of the email.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

/** Text that a customer typed, without the characters that turn the direction of what follows. */
export const typed = (text: string): string =>
  oneLine(text.replace(/[\u202a-\u202e\u2066-\u2069]/g, " "));

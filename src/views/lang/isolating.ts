// Unicode TR9, 2.4.2: an isolate from left to right, from right to left, by its first letter.
const LEFT_TO_RIGHT = "\u2066";
const RIGHT_TO_LEFT = "\u2067";
const BY_FIRST_LETTER = "\u2068";
const END = "\u2069";
const MARKS = /[\u200e\u200f\u061c]/g;

/**
 * An amount in its own direction: that of its symbol. One with Arabic letters ("د.إ.") stays as
 * `Intl` writes it; from others the marks go that it set for a line of its own.
 */
export const amountAlone = (text: string): string =>
  (/[\u0620-\u064a]/.test(text) ? RIGHT_TO_LEFT + text : LEFT_TO_RIGHT + text.replace(MARKS, "")) +
  END;

/** A sentence of ours has a direction of its own, even where it is nothing but its values. */
function isolate(value: unknown): unknown {
  if (typeof value !== "string" || /^$|^[\u2066\u2067][^\u2069]*\u2069$/.test(value)) return value;
  return (value.includes(BY_FIRST_LETTER) ? RIGHT_TO_LEFT : BY_FIRST_LETTER) + value + END;
}

/**
 * Keeps amounts, ids, names and dates in their own direction inside the sentences of a
 * right-to-left language: what `<bdi>` does in markup, for sentences that also go into titles,
 * labels and ARIA texts. A translator need not think of it.
 */
export function isolating<Group extends object>(group: Group): Group {
  const entries = Object.entries(group).map(([key, entry]) => {
    if (typeof entry === "function") {
      return [key, (...values: unknown[]) => entry(...values.map(isolate))];
    }
    return [key, typeof entry === "object" ? isolating(entry) : entry];
  });
  return Object.fromEntries(entries) as Group;
}

// Unicode TR9, 2.4.2: an isolate from left to right, from right to left, by its first letter.
const LEFT_TO_RIGHT = "\u2066";
const RIGHT_TO_LEFT = "\u2067";
const BY_FIRST_LETTER = "\u2068";
const END = "\u2069";
const MARKS = /[\u200e\u200f\u061c]/g;

/** An amount or an id as it is read everywhere; marks that `Intl` set for a line of its own go. */
export const leftToRight = (text: string): string => LEFT_TO_RIGHT + text.replace(MARKS, "") + END;

/** A sentence of ours has a direction of its own, even where it is nothing but its values. */
function isolate(value: unknown): unknown {
  if (typeof value !== "string" || value === "" || value.startsWith(LEFT_TO_RIGHT)) return value;
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

import { ISOLATE } from "../../../domain/base/text-direction.ts";

const { rightToLeft, byFirstLetter, end } = ISOLATE;

/**
 * A value with marks around it that keep its direction; one that has them already stays as it is.
 */
function isolate(value: unknown): unknown {
  if (typeof value !== "string" || /^$|^[\u2066\u2067][^\u2069]*\u2069$/.test(value)) return value;
  return (value.includes(byFirstLetter) ? rightToLeft : byFirstLetter) + value + end;
}

/**
 * The messages of a right-to-left language with all values isolated: amounts, ids, names and dates
 * keep their own direction. This is what `<bdi>` does in markup, but it also works in titles,
 * labels and ARIA texts, and the translators of messages need not care.
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

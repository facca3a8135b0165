import { ISOLATE } from "../../../domain/base/text-direction.ts";

const { rightToLeft, byFirstLetter, end } = ISOLATE;

/** A sentence of ours has a direction of its own, even where it is nothing but its values. */
function isolate(value: unknown): unknown {
  if (typeof value !== "string" || /^$|^[\u2066\u2067][^\u2069]*\u2069$/.test(value)) return value;
  return (value.includes(byFirstLetter) ? rightToLeft : byFirstLetter) + value + end;
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

/** The most of a text in a line; a stack trace fits in. */
const TEXT_MAX = 2000;
const ENTRIES_MAX = 30;
const DEPTH_MAX = 8;

/**
 * A value as a line may hold it: texts are cut, and marks that a reader's terminal or editor obeys
 * (controls but the line end, which JSON escapes, direction marks, other separators of lines) are
 * shown as `\ufffd`; of long lists and deep objects only the beginning is kept.
 */
export function bounded(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return boundedText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_MAX) return "…";
  if (Array.isArray(value)) {
    return value.slice(0, ENTRIES_MAX).map((one) => bounded(one, depth + 1));
  }
  const entries = Object.entries(value).slice(0, ENTRIES_MAX);
  return Object.fromEntries(
    entries.map(([name, one]) => [boundedText(name), bounded(one, depth + 1)]),
  );
}

function boundedText(text: string): string {
  const cut = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  return cut.replace(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\ufffd").toWellFormed();
}

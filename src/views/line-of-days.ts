import type { Speaks } from "./lang/lang.ts";
import { el, type Tree, type TreeElement } from "./tree.ts";

/** What became of the days of a top-up: bought, paid and on their way, or not added. */
export type Mark = "add" | "wait" | "gone";
export interface Line {
  readonly have: number;
  readonly more: number;
  readonly mark: Mark;
}
const USUAL = 30;
const MOST = 60;

/**
 * The line of days: one mark for one day, at least 30, at most 60; beyond that one mark is a week.
 * Hidden from screen readers: the sentence beside it says the same.
 */
export function lineOfDays({ have, more, mark }: Line): TreeElement {
  const unit = perMark(have + more);
  const dark = Math.ceil(have / unit);
  const fresh = Math.ceil(more / unit);
  const total = Math.max(USUAL, dark + fresh);
  const marks: Tree[] = [];
  for (let i = 0; i < total; i++) {
    const kind = i < dark ? "have" : i < dark + fresh ? mark : null;
    marks.push(el("i", { class: kind }));
  }
  return el("div", { class: "days", "aria-hidden": "true" }, ...marks);
}

/** Days per mark: 1, or 7 when the line would be too long. */
export const perMark = (total: number): 1 | 7 => (total > MOST ? 7 : 1);

/** What stands at a line whose marks are weeks: without it they would be taken for days. */
export const weeksLegend = (lang: Speaks<"common">, total: number): readonly TreeElement[] =>
  perMark(total) === 1 ? [] : [el("p", { class: "quiet small" }, lang.words.common.weeks)];

import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { el, type Tree, type TreeElement } from "../tree/tree.ts";

/** The days of a top-up: chosen or added, paid and pending, or not added. */
export type DayMark = "add" | "wait" | "gone";
/** Days that are left (`have`), and days of a top-up (`more`) with their kind of mark. */
export interface Line {
  readonly have: number;
  readonly more: number;
  readonly mark: DayMark;
}
const MARKS_AT_LEAST = 30;
const MARKS_AT_MOST = 60;

/**
 * The line of days: one mark for one day, at least 30, at most 60; beyond that one mark is a week.
 * Hidden from screen readers: the sentence beside it says the same.
 */
export function lineOfDays({ have, more, mark }: Line): TreeElement {
  const unit = perMark(have + more);
  const dark = Math.ceil(have / unit);
  const fresh = Math.ceil(more / unit);
  const total = Math.max(MARKS_AT_LEAST, dark + fresh);
  const marks: Tree[] = [];
  for (let i = 0; i < total; i++) {
    const kind = i < dark ? "have" : i < dark + fresh ? mark : null;
    marks.push(el("i", { class: kind }));
  }
  return el("div", { class: "days", "aria-hidden": "true" }, ...marks);
}

/** Days per mark: 1, or 7 when the line would be too long. */
export const perMark = (total: number): 1 | 7 => (total > MARKS_AT_MOST ? 7 : 1);

/** The legend of a line whose marks are weeks; nothing when its marks are days. */
export const weeksLegend = (lang: Lang, total: number): readonly TreeElement[] =>
  perMark(total) === 1 ? [] : [el("p", { class: "quiet small" }, m.common_weeks(lang))];

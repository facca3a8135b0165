import { el, type TreeElement } from "../tree/tree.ts";
import type { IconName } from "./icon.ts";

const line = (d: string): TreeElement => el("path", { d });
/** Drawn on 24 units, stroked by the style sheet. */
const SHAPES: Readonly<Record<IconName, TreeElement>> = {
  check: line("m5 12.5 4.5 4.5L19 7.5"),
  clock: line("M12 3a9 9 0 1 0 .01 0M12 7v5l3.5 2"),
  alert: line("M12 3.5 22 20.5H2zM12 10v4.5M12 17.4v.1"),
  x: line("m6 6 12 12M18 6 6 18"),
  undo: line("M9 3 4 8l5 5M4 8h10a6 6 0 0 1 0 12h-3"),
  plus: line("M12 5v14M5 12h14"),
  minus: line("M5 12h14"),
  dot: el("circle", { cx: "12", cy: "12", r: "8", "stroke-dasharray": "3 3.2" }),
};
/** Icons of the four steps up to the payment. */
export const STEP_ICONS: readonly IconName[] = ["check", "clock", "alert", "plus", "minus"];
/** Icons that only the page of a top-up shows. */
export const RESULT_ICONS: readonly IconName[] = ["x", "undo", "dot"];

/** The symbols that `icon()` refers to, for the page's sprite. */
export const symbols = (names: readonly IconName[]): readonly TreeElement[] =>
  names.map((name) => el("symbol", { id: `i-${name}`, viewBox: "0 0 24 24" }, SHAPES[name]));

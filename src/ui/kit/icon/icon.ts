import { el, type TreeElement } from "../tree/tree.ts";

export type IconName = "check" | "clock" | "alert" | "x" | "dot" | "undo" | "plus" | "minus";

/** An icon of the page's sprite. It always stands beside words, so it has no text of its own. */
export const icon = (name: IconName): TreeElement =>
  el("svg", { class: "icon", "aria-hidden": "true" }, el("use", { href: `#i-${name}` }));

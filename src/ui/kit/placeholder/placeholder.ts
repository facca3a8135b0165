import { el, type TreeElement } from "../tree/tree.ts";

export type PlaceholderSize = "s" | "m" | "l";

/** A flat bar in the place of words that are not known yet. */
export const placeholder = (size: PlaceholderSize): TreeElement =>
  el("span", { class: `placeholder placeholder-${size}`, "aria-hidden": "true" });

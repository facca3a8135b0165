import { icon } from "../icon/icon.ts";
import { el, type TreeElement } from "../tree/tree.ts";

/** Id of the error line that belongs to an input; the input's `aria-describedby` names it. */
export const errorIdOf = (inputId: string): string => `${inputId}-mistake`;

/** The line below an input that names its mistake; null: none, the line is hidden. */
export const fieldError = (inputId: string, mistake: string | null): TreeElement =>
  el(
    "p",
    { class: "err", id: errorIdOf(inputId), hidden: mistake === null },
    icon("alert"),
    el("span", {}, mistake),
  );

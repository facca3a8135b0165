import { TreeMarkup } from "../tree/tree-markup.tsx";
import { RESULT_ICONS, STEP_ICONS, symbols } from "./icons.ts";

/** The icons of the page, used by reference. In the four steps a script adds those of a result. */
export function Sprite({ steps }: { readonly steps: boolean }) {
  return (
    <svg hidden id="icons" aria-hidden="true">
      <TreeMarkup tree={symbols(steps ? STEP_ICONS : [...STEP_ICONS, ...RESULT_ICONS])} />
    </svg>
  );
}

import { RESULT_ICONS, STEP_ICONS, symbols } from "./icons.ts";
import { Shown } from "./tree-jsx.tsx";

/** The icons of the page, used by reference; the four steps get those of a result by script. */
export function Sprite({ steps }: { readonly steps: boolean }) {
  return (
    <svg hidden id="icons" aria-hidden="true">
      <Shown tree={symbols(steps ? STEP_ICONS : [...STEP_ICONS, ...RESULT_ICONS])} />
    </svg>
  );
}

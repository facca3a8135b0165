import { el, icon, type TreeElement } from "./tree.ts";
import { FRAME, STEP_ORDER, STEPS, type Step } from "./words.ts";

/** The four words above the page: done ones are links, the present one is the heading. */
export function stepsTree(current: Step, addressOf: (step: Step) => string): TreeElement {
  const at = STEP_ORDER.indexOf(current);
  const items = STEP_ORDER.map((step, i) => {
    if (i < at) {
      const link = { href: addressOf(step), "data-go": step };
      return el("li", { class: "past" }, el("a", link, icon("check"), STEPS[step]));
    }
    const number = el("span", { class: "num", "aria-hidden": "true" }, `${i + 1}`);
    if (i > at) return el("li", {}, number, ` ${STEPS[step]}`);
    const spoken = el("span", { class: "sr" }, FRAME.stepOf(i + 1));
    const heading = el("h1", { tabindex: "-1" }, spoken, number, ` ${STEPS[step]}`);
    return el("li", { class: "now", "aria-current": "step" }, heading);
  });
  return el("ol", { class: "steps mid", "aria-label": FRAME.progress }, ...items);
}

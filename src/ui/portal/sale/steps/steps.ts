import type { BasicTranslator } from "../../../i18n/translator.ts";
import { icon } from "../../../kit/icon/icon.ts";
import { el, type TreeElement } from "../../../kit/tree/tree.ts";
import type { Step } from "../../page/page-data.ts";

const ORDER: readonly Step[] = ["days", "billing", "payment", "done"];

/** The four steps above the form: earlier ones are links, the present one is the heading. */
export function stepsTree(
  lang: BasicTranslator<"frame" | "steps">,
  current: Step,
  addressOf: (step: Step) => string,
): TreeElement {
  const { frame, steps } = lang.messages;
  const at = ORDER.indexOf(current);
  const items = ORDER.map((step, i) => {
    if (i < at) {
      const link = { href: addressOf(step), "data-go": step };
      return el("li", {}, el("a", link, icon("check"), steps[step]));
    }
    const number = el("span", { class: "num", "aria-hidden": "true" }, `${i + 1}`);
    if (i > at) return el("li", {}, number, ` ${steps[step]}`);
    const spoken = el("span", { class: "sr" }, frame.stepOf(i + 1));
    const heading = el("h1", { tabindex: "-1" }, spoken, number, ` ${steps[step]}`);
    return el("li", { class: "now", "aria-current": "step" }, heading);
  });
  return el("ol", { class: "steps mid", "aria-label": frame.progress }, ...items);
}

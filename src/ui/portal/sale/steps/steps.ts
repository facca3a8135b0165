import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang, Sentence } from "../../../../i18n/lang.ts";
import { icon } from "../../../kit/icon/icon.ts";
import { el, type TreeElement } from "../../../kit/tree/tree.ts";
import type { Step } from "../../page/page-data.ts";

const NAMES: Readonly<Record<Step, Sentence>> = {
  days: m.steps_days,
  billing: m.steps_billing,
  payment: m.steps_payment,
  done: m.steps_done,
};
export const stepName = (lang: Lang, step: Step): string => NAMES[step](lang);

const ORDER: readonly Step[] = ["days", "billing", "payment", "done"];

/** The four steps above the form: earlier ones are links, the present one is the heading. */
export function stepsTree(
  lang: Lang,
  current: Step,
  addressOf: (step: Step) => string,
): TreeElement {
  const at = ORDER.indexOf(current);
  const items = ORDER.map((step, i) => {
    if (i < at) {
      const link = { href: addressOf(step), "data-go": step };
      return el("li", {}, el("a", link, icon("check"), stepName(lang, step)));
    }
    const number = el("span", { class: "num", "aria-hidden": "true" }, `${i + 1}`);
    if (i > at) return el("li", {}, number, ` ${stepName(lang, step)}`);
    const spoken = el("span", { class: "sr" }, m.frame_stepOf(lang, i + 1));
    const heading = el("h1", { tabindex: "-1" }, spoken, number, ` ${stepName(lang, step)}`);
    return el("li", { class: "now", "aria-current": "step" }, heading);
  });
  return el("ol", { class: "steps mid", "aria-label": m.frame_progress(lang) }, ...items);
}

import type { Translator } from "../../../i18n/translator.ts";
import { el, type TreeElement } from "../../../kit/tree/tree.ts";
import type { Choice } from "../choice/choice.ts";

interface TotalAction {
  readonly testId: string;
  /** What the button says to the form besides being pressed. */
  readonly name?: string;
  readonly value?: string;
  /** How the total is found; the first step's only. */
  readonly priceId?: string;
  /** Another one is the main action of the page. */
  readonly second?: boolean;
}

/** Total and action, at the bottom of steps 1 and 2. */
export function totalBar(
  lang: Translator<"common">,
  { texts }: Choice,
  { testId, name, value, priceId, second }: TotalAction,
): TreeElement {
  const price = { class: "num", "data-slot": "price", "data-testid": priceId ?? null };
  const main = { class: second ? "btn" : "btn btn-main", "data-testid": testId, type: "submit" };
  const button = { ...main, name: name ?? null, value: value ?? null };
  return el(
    "div",
    { class: "bar" },
    el(
      "p",
      { class: "total" },
      el("span", price, texts.price),
      el("span", { class: "small quiet num", "data-slot": "breakdown" }, texts.breakdown),
    ),
    el("button", button, lang.messages.common.go),
  );
}

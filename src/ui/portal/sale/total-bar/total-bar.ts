import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { el, type TreeElement } from "../../../kit/tree/tree.ts";
import type { Choice } from "../choice/choice.ts";

interface TotalAction {
  readonly testId: string;
  /** Name and value that the button adds to the form. */
  readonly name?: string;
  readonly value?: string;
  /** Test id of the total; step 1 only. */
  readonly priceId?: string;
  /** The page has another main action, so this button is a secondary one. */
  readonly second?: boolean;
}

/** Total and button at the bottom of steps 1 and 2. */
export function totalBar(
  lang: Lang,
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
    el("button", button, m.common_go(lang)),
  );
}

import type { Choice } from "../choice.ts";
import type { Speaks } from "../lang/lang.ts";
import { el, type Tree } from "../tree.ts";

/** Step 3. The card form is Stripe's and comes with the script; terms stand above the button. */
export function paymentPanel(lang: Speaks<"paymentPanel">, { texts }: Choice): readonly Tree[] {
  const words = lang.words.paymentPanel;
  const wait = { class: "quiet mid wait", id: "element-wait", role: "status" };
  const button = {
    class: "btn btn-main btn-wide",
    type: "submit",
    "data-testid": "pay",
    id: "pay",
  };
  return [
    el("noscript", {}, el("p", { class: "notice t-warn" }, words.noScript)),
    el(
      "form",
      { id: "pay-form", hidden: true },
      el("p", wait, words.loading),
      el("div", { id: "payment-element" }),
      el(
        "div",
        { class: "terms num" },
        el("p", {}, el("strong", { "data-v": "terms" }, texts.terms)),
        el("p", { class: "mid quiet", "data-v": "until" }, texts.until),
      ),
      el("button", button, el("span", { "data-v": "pay" }, texts.pay)),
      el("p", { class: "mid quiet promise" }, words.promise),
    ),
  ];
}

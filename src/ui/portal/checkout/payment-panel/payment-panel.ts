import type { Translator } from "../../../i18n/translator.ts";
import { errorIdOf, fieldError } from "../../../kit/field/field.ts";
import { type Child, el, type Tree, type TreeElement } from "../../../kit/tree/tree.ts";
import type { PayLines } from "../../legal/legal.ts";
import type { Choice } from "../../sale/choice/choice.ts";

type PanelLang = Translator<"paymentPanel">;
const NOTHING: PayLines = { statement: null, agreesTo: [], consent: null };

/**
 * Step 3. The script adds Stripe's wallets and card form; what is bought, the legal lines and the
 * consent stand above the button.
 */
export function paymentPanel(
  lang: PanelLang,
  { texts }: Choice,
  legal: PayLines = NOTHING,
): readonly Tree[] {
  const words = lang.messages.paymentPanel;
  const wait = { class: "quiet small wait", id: "element-wait", role: "status" };
  const button = {
    class: "btn btn-main btn-wide",
    type: "submit",
    "data-testid": "pay",
    id: "pay",
  };
  return [
    el("noscript", {}, el("p", { class: "banner t-warn" }, words.noScript)),
    el("p", wait, words.loading),
    el(
      "form",
      { id: "pay-form", hidden: true, novalidate: true },
      express(words.orByCard),
      el("div", { id: "payment-element" }),
      terms(lang, texts, legal),
      consent(lang, legal),
      el("button", button, el("span", { "data-slot": "pay" }, texts.pay)),
      el("p", { class: "mid quiet promise" }, words.promise, ...agreement(lang, legal)),
    ),
  ];
}

/** The place of the wallets; it takes no room until the device has any. */
const express = (or: string): TreeElement =>
  el(
    "div",
    { id: "express", "data-off": true },
    el("div", { id: "express-element" }),
    el("p", { class: "or small quiet" }, el("span", {}, or)),
  );

function terms(lang: PanelLang, texts: Choice["texts"], { statement }: PayLines): TreeElement {
  const words = lang.messages.paymentPanel;
  return el(
    "div",
    { class: "terms num" },
    el("p", {}, el("strong", { "data-slot": "terms" }, texts.terms)),
    el("p", { class: "mid quiet", "data-slot": "until" }, texts.until),
    statement === null
      ? null
      : el(
          "p",
          { class: "mid quiet", "data-testid": "statement" },
          words.statement,
          " ",
          el("bdi", {}, statement),
        ),
  );
}

/** The consent, never ticked beforehand; hidden where the operator asks for none. */
function consent(lang: PanelLang, { consent: wording }: PayLines): TreeElement {
  const { consents } = lang.messages.paymentPanel;
  const box = {
    type: "checkbox",
    id: "consent",
    "data-testid": "consent",
    autocomplete: "off",
    "aria-describedby": errorIdOf("consent"),
  };
  return el(
    "div",
    { class: "consent mid", id: "consent-part", hidden: wording === null },
    el("input", box),
    el("label", { for: "consent" }, consents[wording ?? "withdrawal-1"]),
    fieldError("consent", null),
  );
}

/** " By paying you agree to the terms and the refund policy.", as far as there are any. */
function agreement(lang: PanelLang, { agreesTo }: PayLines): readonly Child[] {
  const { agreeBoth, agreeOne, terms: ours, refundPolicy } = lang.messages.paymentPanel;
  const [first, second] = agreesTo;
  if (!first) return [];
  const names = { terms: ours, refundPolicy };
  const sentence = second ? agreeBoth(PLACES[0], PLACES[1]) : agreeOne(PLACES[0]);
  const parts = sentence.split(/(\{[12]\})/).map((part) => {
    const link = agreesTo[PLACES.indexOf(part)];
    return link ? el("a", { href: link.href, target: "_blank" }, names[link.key]) : part;
  });
  return [" ", ...parts];
}
/** Stand in the sentence in the place of its links. */
const PLACES: readonly [string, string] = ["{1}", "{2}"];

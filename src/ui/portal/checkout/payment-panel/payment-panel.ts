import { CONSENTS } from "../../../../i18n/consents.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { errorIdOf, fieldError } from "../../../kit/field/field.ts";
import { type Child, el, type Tree, type TreeElement } from "../../../kit/tree/tree.ts";
import type { PayLines } from "../../legal/legal.ts";
import type { Choice } from "../../sale/choice/choice.ts";

const NOTHING: PayLines = { statement: null, agreesTo: [], consent: null };

/**
 * Step 3. The script adds Stripe's wallets and card form; what is bought, the legal lines and the
 * consent stand above the button.
 */
export function paymentPanel(
  lang: Lang,
  { texts }: Choice,
  legal: PayLines = NOTHING,
): readonly Tree[] {
  const wait = { class: "quiet small wait", id: "element-wait", role: "status" };
  const button = {
    class: "btn btn-main btn-wide",
    type: "submit",
    "data-testid": "pay",
    id: "pay",
  };
  return [
    el("noscript", {}, el("p", { class: "banner t-warn" }, m.paymentPanel_noScript(lang))),
    el("p", wait, m.paymentPanel_loading(lang)),
    el(
      "form",
      { id: "pay-form", hidden: true, novalidate: true },
      express(m.paymentPanel_orByCard(lang)),
      el("div", { id: "payment-element" }),
      terms(lang, texts, legal),
      consent(lang, legal),
      el("button", button, el("span", { "data-slot": "pay" }, texts.pay)),
      el(
        "p",
        { class: "mid quiet promise" },
        m.paymentPanel_promise(lang),
        ...agreement(lang, legal),
      ),
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

function terms(lang: Lang, texts: Choice["texts"], { statement }: PayLines): TreeElement {
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
          m.paymentPanel_statement(lang),
          " ",
          el("bdi", {}, statement),
        ),
  );
}

/** The consent, never ticked beforehand; hidden where the operator asks for none. */
function consent(lang: Lang, { consent: wording }: PayLines): TreeElement {
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
    el("label", { for: "consent" }, CONSENTS[wording ?? "withdrawal-1"](lang)),
    fieldError("consent", null),
  );
}

/** " By paying you agree to the terms and the refund policy.", as far as there are any. */
function agreement(lang: Lang, { agreesTo }: PayLines): readonly Child[] {
  const [first, second] = agreesTo;
  if (!first) return [];
  const names = {
    terms: m.paymentPanel_terms(lang),
    refundPolicy: m.paymentPanel_refundPolicy(lang),
  };
  const sentence = second
    ? m.paymentPanel_agreeBoth(lang, PLACES[0], PLACES[1])
    : m.paymentPanel_agreeOne(lang, PLACES[0]);
  const parts = sentence.split(/(\{[12]\})/).map((part) => {
    const link = agreesTo[PLACES.indexOf(part)];
    return link ? el("a", { href: link.href, target: "_blank" }, names[link.key]) : part;
  });
  return [" ", ...parts];
}
/** Stand in the sentence in the place of its links. */
const PLACES: readonly [string, string] = ["{1}", "{2}"];

import { weeksLegend } from "../../kit/line-of-days/line-of-days.ts";
import { query, replaceChildren, toDom } from "../../kit/tree/dom.script.ts";
import type { IdempotencyKey } from "../device/idempotency-key.script.ts";
import type { LocalDraft } from "../device/local-draft.script.ts";
import { lang } from "../messages/lang.script.ts";
import type { Step } from "../page/page-data.ts";
import { NO_BILLING } from "../sale/billing/billing.ts";
import type { Shop } from "../sale/shop.script.ts";
import { BillingStep } from "./billing-panel/billing-panel.script.ts";
import { billingPanel } from "./billing-panel/billing-panel.ts";
import { PaymentStep } from "./payment-panel/payment-panel.script.ts";
import { paymentPanel } from "./payment-panel/payment-panel.ts";

/** Steps 2 and 3 of a page. Draws their forms, unless the server has drawn them. */
export class Checkout {
  readonly #shop: Shop;
  readonly #billing: BillingStep;
  readonly #pay: PaymentStep;

  constructor(shop: Shop, localDraft: LocalDraft, idempotencyKey: IdempotencyKey) {
    draw(shop);
    showWeeksLegend(shop);
    shop.onChoice(() => showWeeksLegend(shop));
    this.#shop = shop;
    this.#billing = new BillingStep(shop, localDraft);
    this.#pay = new PaymentStep(shop, this.#billing, localDraft, idempotencyKey);
  }

  /** Whether the customer has paid on this page; then the forms must not open again. */
  get done(): boolean {
    return this.#pay.done;
  }

  /** Called when a step was opened. Leads back to billing while its details are incomplete. */
  opened(step: Step): void {
    if (step !== "payment") return;
    if (this.#billing.right()) {
      void this.#pay.open();
      return;
    }
    history.replaceState(null, "", this.#shop.address("billing"));
    this.#shop.open("billing");
  }
}

/** Draws the payment step, and the billing step unless the server has drawn it with its details. */
function draw(shop: Shop): void {
  const { choice, data } = shop;
  replaceChildren(query("[data-panel=payment]"), ...paymentPanel(lang, choice, data.legal));
  if (document.querySelector("#billing-form") !== null) return;
  const form = { choice, billing: NO_BILLING, mistakes: {}, action: shop.address("billing") };
  replaceChildren(query("[data-panel=billing]"), billingPanel(lang, form));
}

/** Adds the legend "one mark is a week", which the first script leaves out of the line of days. */
function showWeeksLegend({ choice }: Shop): void {
  const line = query("#line");
  if (line.childElementCount > 1) return;
  line.prepend(...weeksLegend(lang, choice.have + choice.quantity).map(toDom));
}

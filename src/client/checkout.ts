import { NO_BILLING } from "../views/billing.ts";
import { weeksLegend } from "../views/line-of-days.ts";
import { billingPanel } from "../views/shop/billing-panel.ts";
import { paymentPanel } from "../views/shop/payment-panel.ts";
import type { Step } from "../views/steps.ts";
import { BillingStep } from "./billing-step.ts";
import { fill, must, toDom } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import type { Keepsakes } from "./keepsakes.ts";
import { PayStep } from "./pay-step.ts";
import type { Shop } from "./shop.ts";
import type { TryKey } from "./try-key.ts";

/** Steps 2 and 3 of a page; the forms are drawn here unless the server has. */
export class Checkout {
  readonly #shop: Shop;
  readonly #billing: BillingStep;
  readonly #pay: PayStep;

  constructor(shop: Shop, keepsakes: Keepsakes, tryKey: TryKey) {
    draw(shop);
    sayWeeks(shop);
    shop.onChoice(() => sayWeeks(shop));
    this.#shop = shop;
    this.#billing = new BillingStep(shop, keepsakes);
    this.#pay = new PayStep(shop, this.#billing, keepsakes, tryKey);
  }

  /** Whether it has been paid here: no way back into the forms. */
  get done(): boolean {
    return this.#pay.done;
  }

  /** A step was opened; nobody pays before the details are right. */
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

/** The server draws billing details that it was sent; paying is drawn here, with what it needs. */
function draw(shop: Shop): void {
  const { choice, data } = shop;
  fill(must("[data-panel=payment]"), ...paymentPanel(HERE, choice, data.legal));
  if (document.querySelector("#billing-form") !== null) return;
  const form = { choice, billing: NO_BILLING, mistakes: {}, action: shop.address("billing") };
  fill(must("[data-panel=billing]"), billingPanel(HERE, form));
}

/** Above the line of days, when its marks are weeks: the first script draws it without words. */
function sayWeeks({ choice }: Shop): void {
  const line = must("#line");
  if (line.childElementCount > 1) return;
  line.prepend(...weeksLegend(HERE, choice.have + choice.quantity).map(toDom));
}

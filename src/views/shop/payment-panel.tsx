import type { Choice } from "../choice.ts";
import { PAY } from "../words.ts";

/** Step 3. The card form is Stripe's and comes with the script; terms stand above the button. */
export function PaymentPanel({ choice }: { readonly choice: Choice }) {
  return (
    <>
      <noscript>
        <p class="notice t-warn">{PAY.noScript}</p>
      </noscript>
      <form id="pay-form" data-script hidden>
        <p class="quiet mid wait" id="element-wait" role="status">
          {PAY.loading}
        </p>
        <div id="payment-element" />
        <div class="terms num">
          <p>
            <strong data-v="terms">{choice.texts.terms}</strong>
          </p>
          <p class="mid quiet" data-v="until">
            {choice.texts.until}
          </p>
        </div>
        <button class="btn btn-main btn-wide" type="submit" data-testid="pay" id="pay">
          <span data-v="pay">{choice.texts.pay}</span>
        </button>
        <p class="mid quiet promise">{PAY.promise}</p>
      </form>
    </>
  );
}

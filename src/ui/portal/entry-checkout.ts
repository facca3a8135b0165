/** The second script: billing, paying, and the page of a top-up. */
import { openStore } from "../kit/browser/key-value-store.script.ts";
import { RESULT_ICONS, symbols } from "../kit/icon/icons.ts";
import { query, toDom } from "../kit/tree/dom.script.ts";
import { Checkout } from "./checkout/checkout.script.ts";
import type { CheckoutModule } from "./checkout/checkout-loader.script.ts";
import { loadCheckoutStyle } from "./checkout/checkout-style.script.ts";
import { IdempotencyKey } from "./device/idempotency-key.script.ts";
import { LocalDraft } from "./device/local-draft.script.ts";
import { pageData } from "./page/page-data.script.ts";
import { startResult } from "./result/start-result.script.ts";

const device = openStore(() => localStorage);
const localDraft = new LocalDraft(
  device,
  openStore(() => sessionStorage),
);
const idempotencyKey = new IdempotencyKey(device, () => `web_${crypto.randomUUID()}`);

export const startCheckout: CheckoutModule["startCheckout"] = (shop) => {
  query("#icons").append(...symbols(RESULT_ICONS).map(toDom));
  return new Checkout(shop, localDraft, idempotencyKey);
};

const data = pageData();
if (data?.page === "result") startResult(data, localDraft, idempotencyKey);
// An importer of this module waits for the style sheet too, so no form appears without its style.
if (data?.page === "shop") await loadCheckoutStyle();

import { openStore } from "../kit/browser/key-value-store.script.ts";
import { RESULT_ICONS, symbols } from "../kit/icon/icons.ts";
import { query, toDom } from "../kit/tree/dom.script.ts";
import { Checkout } from "./checkout/checkout.script.ts";
import { IdempotencyKey } from "./device/idempotency-key.script.ts";
import { LocalDraft } from "./device/local-draft.script.ts";
import { pageData } from "./page/page-data.script.ts";
import type { ResultData } from "./page/page-data.ts";
import { Result } from "./result/result.script.ts";
import type { Shop } from "./sale/shop.script.ts";

/** The second script: billing, paying, and the page of a top-up. */
const device = openStore(() => localStorage);
const localDraft = new LocalDraft(
  device,
  openStore(() => sessionStorage),
);
const idempotencyKey = new IdempotencyKey(device, () => `web_${crypto.randomUUID()}`);

/** Steps 2 and 3, on what the first script hands over. */
export function startCheckout(shop: Shop): Checkout {
  query("#icons").append(...symbols(RESULT_ICONS).map(toDom));
  return new Checkout(shop, localDraft, idempotencyKey);
}

const SHEET = "/assets/checkout.css";

/**
 * What steps 2 and 3 look like. Resolves when it is there, or surely does not come; a page that was
 * opened at one of these steps began with it.
 */
function styled(): Promise<void> | null {
  if (document.querySelector(`head [href="${SHEET}"]`)) return null;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = SHEET;
  return new Promise((resolve) => {
    sheet.onload = sheet.onerror = () => resolve();
    document.body.append(sheet);
  });
}

function startResult(data: ResultData): void {
  const clockAhead = data.now - Date.now();
  const setting = {
    localDraft,
    idempotencyKey,
    clockAhead,
    supportHref: data.support_href,
  };
  const result = new Result(setting, data.top_up);
  // What came back from the bank in the address is nobody's business any more.
  history.replaceState(history.state, "", location.pathname);
  result.show(data.confirmed);
  result.connect();
}

const data = pageData();
if (data?.page === "result") startResult(data);
// Whoever imports this script waits for its sheet too: no form is seen without it.
if (data?.page === "shop") await styled();

import { RESULT_ICONS, symbols } from "../views/icons.ts";
import type { ResultData } from "../views/page-data.ts";
import { Checkout } from "./checkout.ts";
import { must, toDom } from "./dom.ts";
import { Keepsakes } from "./keepsakes.ts";
import { pageData } from "./page-data.ts";
import { Result } from "./result.ts";
import type { Shop } from "./shop.ts";
import { shelf } from "./storage.ts";
import { TryKey } from "./try-key.ts";

/** The second script: billing, paying, and the page of a top-up. */
const device = shelf(() => localStorage);
const keepsakes = new Keepsakes(
  device,
  shelf(() => sessionStorage),
);
const tryKey = new TryKey(device, () => `web_${crypto.randomUUID()}`);

/** Steps 2 and 3, on what the first script hands over. */
export function startCheckout(shop: Shop): Checkout {
  must("#icons").append(...symbols(RESULT_ICONS).map(toDom));
  return new Checkout(shop, keepsakes, tryKey);
}

const SHEET = "/assets/pay.css";

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
  const setting = { keepsakes, tryKey, clockAhead, supportHref: data.support_href };
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

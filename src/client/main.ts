import { seconds } from "../views/format.ts";
import type { PageData, ResultData, ShopData, WaitData } from "../views/page-data.ts";
import { NO_SALE, type Step } from "../views/words.ts";
import { BillingStep } from "./billing-step.ts";
import { startDays } from "./days-step.ts";
import { must } from "./dom.ts";
import { Keepsakes } from "./keepsakes.ts";
import { watchNetwork } from "./notices.ts";
import { PayStep } from "./pay-step.ts";
import { Result } from "./result.ts";
import { Shop } from "./shop.ts";
import { shelf } from "./storage.ts";
import { TryKey } from "./try-key.ts";

const device = shelf(() => localStorage);
const keepsakes = new Keepsakes(
  device,
  shelf(() => sessionStorage),
);
const tryKey = new TryKey(device, () => `web_${crypto.randomUUID()}`);

function startShop(data: ShopData): void {
  const shop = new Shop(data);
  startDays(shop);
  const billing = new BillingStep(shop, keepsakes);
  const pay = new PayStep(shop, billing, keepsakes, tryKey);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest<HTMLElement>("[data-go]");
    if (!link) return;
    event.preventDefault();
    shop.go(link.dataset.go as Step);
  });
  window.addEventListener("popstate", () => {
    // Once paid there is no way back into the forms: the page begins anew, with what is true now.
    if (pay.done) return location.reload();
    shop.open(stepInAddress());
  });
  if (data.step !== "payment") return;
  if (billing.right()) void pay.open();
  else {
    history.replaceState(null, "", shop.address("billing"));
    shop.open("billing");
  }
}

function stepInAddress(): Step {
  const step = new URLSearchParams(location.search).get("step");
  return step === "billing" || step === "payment" ? step : "days";
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

/** The balance could not be read: looks again by itself, and says when. */
function startWaiting(data: WaitData): void {
  const place = must("#next-try dd");
  must("#next-try").hidden = false;
  let left = data.retry_seconds;
  setInterval(() => {
    left -= 1;
    if (left <= 0) location.reload();
    place.textContent = NO_SALE.inSeconds(seconds(Math.max(0, left)));
  }, 1000);
}

const block = document.querySelector("#data");
const data: PageData | null = block?.textContent ? JSON.parse(block.textContent) : null;
watchNetwork();
if (data?.page === "shop") startShop(data);
else if (data?.page === "result") startResult(data);
else if (data?.page === "wait") startWaiting(data);

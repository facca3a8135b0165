import { watchLanguageLinks } from "../kit/language-links/language-links.script.ts";
import { CheckoutLoader, importModule } from "./checkout/checkout-loader.script.ts";
import { translator } from "./messages/shop-messages.script.ts";
import { connected } from "./network/connection.script.ts";
import { watchNetwork } from "./network/offline-banner.script.ts";
import { pageData } from "./page/page-data.script.ts";
import type { Step } from "./page/page-data.ts";
import { Shop } from "./sale/shop.script.ts";
import { startDays } from "./shop/days-panel/days-panel.script.ts";

/** Where the script is that renews an old balance; build.ts writes it in. */
declare const SUPPORT_URL: string;
type SupportModule = typeof import("./entry-support.ts");

/** The first script: the slider, and the door to the rest. All of it is before the first view. */
function start(shop: Shop): void {
  startDays(shop);
  const loader = new CheckoutLoader(shop);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest<HTMLElement>("[data-go]");
    if (!link) return;
    event.preventDefault();
    shop.go(link.dataset.go as Step);
  });
  window.addEventListener("popstate", () => {
    // Once paid there is no way back into the forms: the page begins anew, with what is true now.
    if (loader.done) return void connected().then(() => location.reload());
    shop.open(stepInAddress());
  });
  void loader.open();
  if (shop.view.balance.state === "stale") void refreshOldBalance(shop);
}

/**
 * The OCS was slow: the page shows what was read last, until this has asked again. When the script
 * does not come, the old numbers stay, with their time; paying asks again anyway.
 */
async function refreshOldBalance(shop: Shop): Promise<void> {
  await (await importModule<SupportModule>(SUPPORT_URL))?.refreshBalance(shop);
}

function stepInAddress(): Step {
  const step = new URLSearchParams(location.search).get("step");
  return step === "billing" || step === "payment" ? step : "days";
}

const data = pageData();
watchNetwork(translator.messages.frame.offline);
watchLanguageLinks();
if (data?.page === "shop") start(new Shop(data));

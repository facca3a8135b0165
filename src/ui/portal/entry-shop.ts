/** The first script: all of it is loaded before the first view is complete. */
import * as m from "../../i18n/generated/messages.ts";
import { watchLanguageLinks } from "../kit/language-links/language-links.script.ts";
import { CheckoutLoader, importModule } from "./checkout/checkout-loader.script.ts";
import { lang } from "./messages/lang.script.ts";
import { connected } from "./network/connection.script.ts";
import { watchNetwork } from "./network/offline-banner.script.ts";
import { pageData } from "./page/page-data.script.ts";
import type { Step } from "./page/page-data.ts";
import { Shop } from "./sale/shop.script.ts";
import { startDays } from "./shop/days-panel/days-panel.script.ts";

/** Address of the support script, which refreshes an old balance; build.ts defines it. */
declare const SUPPORT_URL: string;
type SupportModule = typeof import("./entry-support.ts");

/** Starts the four steps: the slider now, billing and paying by the loader. */
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
    // After the payment Back must not open the forms: the page is loaded anew, as it is now.
    if (loader.done) return void connected().then(() => location.reload());
    shop.open(stepInAddress());
  });
  void loader.open();
  if (shop.view.balance.state === "stale") void refreshOldBalance(shop);
}

/**
 * The OCS was slow, so the page shows the last reading; this asks for a new one. If the support
 * script does not load, the old numbers stay with their time; paying reads the balance again.
 */
async function refreshOldBalance(shop: Shop): Promise<void> {
  await (await importModule<SupportModule>(SUPPORT_URL))?.refreshBalance(shop);
}

function stepInAddress(): Step {
  const step = new URLSearchParams(location.search).get("step");
  return step === "billing" || step === "payment" ? step : "days";
}

const data = pageData();
watchNetwork(m.frame_offline(lang));
watchLanguageLinks();
if (data?.page === "shop") start(new Shop(data));

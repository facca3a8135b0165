import type { Step } from "../views/steps.ts";
import { connected } from "./connection.ts";
import { startDays } from "./days-step.ts";
import { Door, imported } from "./door.ts";
import { HERE } from "./here.ts";
import { watchLanguageLinks } from "./language-link.ts";
import { watchNetwork } from "./network.ts";
import { pageData } from "./page-data.ts";
import { Shop } from "./shop.ts";

/** Where the script is that renews an old balance; build.ts writes it in. */
declare const ASIDE_URL: string;
type AsideModule = typeof import("./aside.ts");

/** The first script: the slider, and the door to the rest. All of it is before the first view. */
function start(shop: Shop): void {
  startDays(shop);
  const door = new Door(shop);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest<HTMLElement>("[data-go]");
    if (!link) return;
    event.preventDefault();
    shop.go(link.dataset.go as Step);
  });
  window.addEventListener("popstate", () => {
    // Once paid there is no way back into the forms: the page begins anew, with what is true now.
    if (door.done) return void connected().then(() => location.reload());
    shop.open(stepInAddress());
  });
  void door.open();
  if (shop.view.balance.state === "stale") void renew(shop);
}

/**
 * The OCS was slow: the page shows what was read last, until this has asked again. When the script
 * does not come, the old numbers stay, with their time; paying asks again anyway.
 */
async function renew(shop: Shop): Promise<void> {
  await (await imported<AsideModule>(ASIDE_URL))?.reread(shop);
}

function stepInAddress(): Step {
  const step = new URLSearchParams(location.search).get("step");
  return step === "billing" || step === "payment" ? step : "days";
}

const data = pageData();
watchNetwork(HERE.words.frame.offline);
watchLanguageLinks();
if (data?.page === "shop") start(new Shop(data));

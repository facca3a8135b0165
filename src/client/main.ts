import type { ShopData, WaitData } from "../views/page-data.ts";
import type { Step } from "../views/steps.ts";
import { startDays } from "./days-step.ts";
import { must } from "./dom.ts";
import { Door } from "./door.ts";
import { HERE } from "./here.ts";
import { watchLanguageLinks } from "./language-link.ts";
import { watchNetwork } from "./network.ts";
import { pageData } from "./page-data.ts";
import { Shop } from "./shop.ts";

/** The first script: the slider, and the door to the rest. All of it is before the first view. */
function startShop(data: ShopData): void {
  const shop = new Shop(data);
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
    if (door.done) return location.reload();
    shop.open(stepInAddress());
  });
  void door.open();
}

function stepInAddress(): Step {
  const step = new URLSearchParams(location.search).get("step");
  return step === "billing" || step === "payment" ? step : "days";
}

/** The balance could not be read: looks again by itself, and says when. */
function startWaiting(data: WaitData): void {
  const place = must("#next-try dd");
  must("#next-try").hidden = false;
  let left = data.retry_seconds;
  setInterval(() => {
    left -= 1;
    if (left <= 0) location.reload();
    place.textContent = HERE.words.frame.inSeconds(HERE.seconds(Math.max(0, left)));
  }, 1000);
}

const data = pageData();
watchNetwork(HERE.words.frame.offline);
watchLanguageLinks();
if (data?.page === "shop") startShop(data);
else if (data?.page === "wait") startWaiting(data);

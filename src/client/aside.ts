import type { PendingData, WaitData } from "../views/page-data.ts";
import { lookAtService } from "./api.ts";
import { must } from "./dom.ts";
import { HERE } from "./here-aside.ts";
import { watchLanguageLinks } from "./language-link.ts";
import { watchNetwork } from "./network.ts";
import { pageData } from "./page-data.ts";

export { reread } from "./reread.ts";

/** The script of the pages beside the four steps; the first script asks it to renew a balance. */

/** Words that reassure come when somebody begins to doubt; ms. */
const SLOW_MS = 5000;

/** The balance could not be read: looks again by itself, and says when. */
function startWaiting(data: WaitData): void {
  const place = must("#next-try dd");
  must("#next-try").hidden = false;
  let left = data.retry_seconds;
  const timer = setInterval(() => {
    left -= 1;
    place.textContent = HERE.words.noSale.inSeconds(HERE.seconds(Math.max(0, left)));
    if (left > 0) return;
    clearInterval(timer);
    location.replace(must<HTMLAnchorElement>("[data-testid=retry]").href);
  }, 1000);
}

/** Nothing was ever read: asks until there is an answer, and lets the server draw the page. */
async function startPending({ link, next }: PendingData): Promise<void> {
  setTimeout(() => {
    must("#reading").textContent = HERE.words.balance.slow;
  }, SLOW_MS);
  await lookAtService(link);
  location.replace(next);
}

const data = pageData();
if (data?.page !== "shop") {
  watchNetwork(HERE.words.frame.offline);
  watchLanguageLinks();
}
if (data?.page === "wait") startWaiting(data);
else if (data?.page === "pending") void startPending(data);

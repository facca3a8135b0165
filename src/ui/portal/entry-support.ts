import { showBusy } from "../kit/button/busy.script.ts";
import { watchLanguageLinks } from "../kit/language-links/language-links.script.ts";
import { query } from "../kit/tree/dom.script.ts";
import { getService } from "./api/api.script.ts";
import { translator } from "./messages/support-messages.script.ts";
import { connected } from "./network/connection.script.ts";
import { watchNetwork } from "./network/offline-banner.script.ts";
import { pageData } from "./page/page-data.script.ts";
import type { PendingData, WaitData } from "./page/page-data.ts";

export { refreshBalance as reread } from "./shop/balance/refresh-balance.script.ts";

/** The script of the pages beside the four steps; the first script asks it to renew a balance. */

/** Words that reassure come when somebody begins to doubt; ms. */
const SLOW_MS = 5000;

/**
 * The balance could not be read: looks again by itself, and says when; without a connection once it
 * is back.
 */
function startWaiting(data: WaitData): void {
  const retry = query<HTMLAnchorElement>("[data-testid=retry]");
  const row = query("#next-try");
  const place = query("#next-try dd");
  row.hidden = false;
  let left = data.retry_seconds;
  const timer = setInterval(() => {
    left -= 1;
    place.textContent = translator.messages.noSale.inSeconds(translator.seconds(Math.max(0, left)));
    if (left <= 0) void reload();
  }, 1000);
  async function reload() {
    clearInterval(timer);
    await connected();
    location.replace(retry.href);
  }
  const lost = () => {
    row.hidden = true;
    void reload();
  };
  window.addEventListener("offline", lost, { once: true });
  if (!navigator.onLine) lost();
  // Pressed without a connection, it would lead to a page of the browser's own.
  retry.addEventListener("click", (event) => {
    event.preventDefault();
    void reload();
  });
}

/**
 * Nothing was ever read: asks until there is an answer, and lets the server draw the page. No
 * answer may mean that there is no connection.
 */
async function startPending({ next, ...foundBy }: PendingData): Promise<void> {
  setTimeout(() => {
    if (navigator.onLine) query("#reading").textContent = translator.messages.balance.slow;
  }, SLOW_MS);
  const answer = await getService(foundBy);
  if (answer.kind === "silent") await connected();
  location.replace(next);
}

/** A typed number: its button says that it is being looked for, once there is a connection. */
function watchFind(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-testid=find]");
  const form = button?.form;
  if (!button || !form) return;
  let rest: (() => void) | null = null;
  form.addEventListener("submit", (event) => {
    const isFirst = rest === null;
    if (!isFirst || !navigator.onLine) event.preventDefault();
    if (!isFirst) return;
    rest = showBusy(button, translator.messages.busy.finding);
    if (!navigator.onLine) void connected().then(() => form.submit());
  });
  // Back may bring this very page again.
  window.addEventListener("pageshow", () => {
    rest?.();
    rest = null;
  });
}

const data = pageData();
if (data?.page !== "shop") {
  watchNetwork(translator.messages.frame.offline);
  watchLanguageLinks();
  watchFind();
}
if (data?.page === "wait") startWaiting(data);
else if (data?.page === "pending") void startPending(data);

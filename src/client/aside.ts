import type { PendingData, WaitData } from "../views/page-data.ts";
import { lookAtService } from "./api.ts";
import { busy } from "./busy.ts";
import { connected } from "./connection.ts";
import { must } from "./dom.ts";
import { HERE } from "./here-aside.ts";
import { watchLanguageLinks } from "./language-link.ts";
import { watchNetwork } from "./network.ts";
import { pageData } from "./page-data.ts";

export { reread } from "./reread.ts";

/** The script of the pages beside the four steps; the first script asks it to renew a balance. */

/** Words that reassure come when somebody begins to doubt; ms. */
const SLOW_MS = 5000;

/**
 * The balance could not be read: looks again by itself, and says when; without a connection once it
 * is back.
 */
function startWaiting(data: WaitData): void {
  const retry = must<HTMLAnchorElement>("[data-testid=retry]");
  const row = must("#next-try");
  const place = must("#next-try dd");
  row.hidden = false;
  let left = data.retry_seconds;
  const timer = setInterval(() => {
    left -= 1;
    place.textContent = HERE.words.noSale.inSeconds(HERE.seconds(Math.max(0, left)));
    if (left <= 0) void look();
  }, 1000);
  async function look() {
    clearInterval(timer);
    await connected();
    location.replace(retry.href);
  }
  const lost = () => {
    row.hidden = true;
    void look();
  };
  window.addEventListener("offline", lost, { once: true });
  if (!navigator.onLine) lost();
  // Pressed without a connection, it would lead to a page of the browser's own.
  retry.addEventListener("click", (event) => {
    event.preventDefault();
    void look();
  });
}

/**
 * Nothing was ever read: asks until there is an answer, and lets the server draw the page. No
 * answer may mean that there is no connection.
 */
async function startPending({ next, ...foundBy }: PendingData): Promise<void> {
  setTimeout(() => {
    if (navigator.onLine) must("#reading").textContent = HERE.words.balance.slow;
  }, SLOW_MS);
  const answer = await lookAtService(foundBy);
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
    rest = busy(button, HERE.words.busy.finding);
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
  watchNetwork(HERE.words.frame.offline);
  watchLanguageLinks();
  watchFind();
}
if (data?.page === "wait") startWaiting(data);
else if (data?.page === "pending") void startPending(data);

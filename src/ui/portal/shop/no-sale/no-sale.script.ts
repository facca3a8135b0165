import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import { lang } from "../../messages/lang.script.ts";
import { connected } from "../../network/connection.script.ts";
import type { WaitData } from "../../page/page-data.ts";

/**
 * The balance could not be read. Counts down on the page and then loads it again; without a
 * connection it loads the page as soon as the connection is back.
 */
export function startRetryCountdown(data: WaitData): void {
  const retry = query<HTMLAnchorElement>("[data-testid=retry]");
  const row = query("#next-try");
  const place = query("#next-try dd");
  row.hidden = false;
  let left = data.retry_seconds;
  const timer = setInterval(() => {
    left -= 1;
    place.textContent = m.noSale_inSeconds(lang, format.seconds(lang, Math.max(0, left)));
    if (left <= 0) void reload();
  }, 1000);
  async function reload() {
    clearInterval(timer);
    await connected();
    location.replace(retry.href);
  }
  const connectionLost = () => {
    row.hidden = true;
    void reload();
  };
  window.addEventListener("offline", connectionLost, { once: true });
  if (!navigator.onLine) connectionLost();
  // Without a connection the link would lead to the browser's own error page.
  retry.addEventListener("click", (event) => {
    event.preventDefault();
    void reload();
  });
}

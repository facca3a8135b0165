import { query } from "../../../kit/tree/dom.script.ts";
import { getService } from "../../api/api.script.ts";
import { translator } from "../../messages/support-messages.script.ts";
import { connected } from "../../network/connection.script.ts";
import type { PendingData } from "../../page/page-data.ts";

/** After this long the page says that the network is slow; ms. */
const SLOW_MS = 5000;

/**
 * The balance has never been read. Asks our API once, which waits for the OCS, and then opens the
 * page that the server draws. A request without an answer may mean that there is no connection.
 */
export async function startPendingPage({ next, ...foundBy }: PendingData): Promise<void> {
  setTimeout(() => {
    if (navigator.onLine) query("#reading").textContent = translator.messages.balance.slow;
  }, SLOW_MS);
  const answer = await getService(foundBy);
  if (answer.kind === "silent") await connected();
  location.replace(next);
}

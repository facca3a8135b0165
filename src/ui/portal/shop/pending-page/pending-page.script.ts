import * as m from "../../../../i18n/generated/messages.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import { getService } from "../../api/api.script.ts";
import { lang } from "../../messages/lang.script.ts";
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
    if (navigator.onLine) query("#reading").textContent = m.balance_slow(lang);
  }, SLOW_MS);
  const answer = await getService(foundBy);
  if (answer.kind === "silent") await connected();
  location.replace(next);
}

/**
 * The script of the pages beside the four steps (identify, confirm, refusal, no sale, pending
 * balance). The shop's script imports it too, to refresh an old balance.
 */
import * as m from "../../i18n/generated/messages.ts";
import { watchLanguageLinks } from "../kit/language-links/language-links.script.ts";
import { watchNumberForm } from "./identify/number-form.script.ts";
import { lang } from "./messages/lang.script.ts";
import { watchNetwork } from "./network/offline-banner.script.ts";
import { pageData } from "./page/page-data.script.ts";
import { startRetryCountdown } from "./shop/no-sale/no-sale.script.ts";
import { startPendingPage } from "./shop/pending-page/pending-page.script.ts";

export { refreshBalance } from "./shop/balance/refresh-balance.script.ts";

const data = pageData();
if (data?.page !== "shop") {
  watchNetwork(m.frame_offline(lang));
  watchLanguageLinks();
  watchNumberForm();
}
if (data?.page === "wait") startRetryCountdown(data);
else if (data?.page === "pending") void startPendingPage(data);

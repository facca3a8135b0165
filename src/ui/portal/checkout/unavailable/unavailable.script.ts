import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { actionButton, clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import { el } from "../../../kit/tree/tree.ts";

/** Shows "Payment system unavailable" with a button to try again. All that was typed stays. */
export function showUnavailable(lang: Lang, retry: () => void): void {
  showBanner(
    { tone: "warn", bold: m.unavailable_bold(lang), help: m.unavailable_help(lang) },
    {
      retry: () => {
        clearBanners();
        retry();
      },
    },
    [
      actionButton("retry", m.unavailable_retry(lang), true),
      el("p", { class: "mid quiet" }, m.unavailable_wifi(lang)),
    ],
  );
}

import type { Translator } from "../../../i18n/translator.ts";
import { actionButton, clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import { el } from "../../../kit/tree/tree.ts";

/** Shows "Payment system unavailable" with a button to try again. All that was typed stays. */
export function showUnavailable(lang: Translator<"unavailable">, retry: () => void): void {
  const { bold, help, retry: retryWords, wifi } = lang.messages.unavailable;
  showBanner(
    { tone: "warn", bold, help },
    {
      retry: () => {
        clearBanners();
        retry();
      },
    },
    [actionButton("retry", retryWords, true), el("p", { class: "mid quiet" }, wifi)],
  );
}

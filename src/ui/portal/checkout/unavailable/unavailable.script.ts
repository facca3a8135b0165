import type { Translator } from "../../../i18n/translator.ts";
import { actionButton, clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import { el } from "../../../kit/tree/tree.ts";

/** "Payment system unavailable", with a way to try again. What was typed and chosen stays. */
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

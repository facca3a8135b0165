import * as m from "../../../i18n/generated/messages.ts";
import { showBusy } from "../../kit/button/busy.script.ts";
import { lang } from "../messages/lang.script.ts";
import { connected } from "../network/connection.script.ts";

/**
 * The form for a typed number, where the page has one. Its button says that the search is running,
 * and without a connection the form is sent once the connection is back.
 */
export function watchNumberForm(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-testid=find]");
  const form = button?.form;
  if (!button || !form) return;
  let endBusy: (() => void) | null = null;
  form.addEventListener("submit", (event) => {
    const isFirst = endBusy === null;
    if (!isFirst || !navigator.onLine) event.preventDefault();
    if (!isFirst) return;
    endBusy = showBusy(button, m.busy_finding(lang));
    if (!navigator.onLine) void connected().then(() => form.submit());
  });
  // The browser's Back may show this page again, as it was left.
  window.addEventListener("pageshow", () => {
    endBusy?.();
    endBusy = null;
  });
}

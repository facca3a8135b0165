import { TOP_UP_STATES } from "../../src/domain/top-up/states.ts";
import { chooseLang } from "../../src/i18n/languages.ts";

/** Samples are the states of the components; here is what else tests need. */
export { EXPIRY, NOW, serviceView } from "../../src/ui/portal/page/page.states.ts";
export { topUpJson } from "../../src/ui/portal/result/result.states.ts";

const language = (tag: string) => chooseLang({ asked: tag, kept: null, accepts: null });
export const EN = language("en");
export const AR = language("ar");

export const EVERY_STATE = TOP_UP_STATES;

/** Markup as a reader gets it: no tags, entities resolved, blanks collapsed. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|title)[^>]*>.*?<\/\1>/gs, " ")
    .replace(/<\/?(bdi|b|strong|span|a)(\s[^>]*)?>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
}

/** Words in Latin letters that are neither names nor values of the samples. */
export function leftInEnglish(html: string): string[] {
  const names =
    /English|Kestrel Mobile|Mobile data|JavaScript|Wi-Fi|QR|IMSI|SIM|TXN-\d+|re_\d+|Visa|\.com/g;
  const operator = /KESTREL MOBILE|Pty Ltd|1 Harbour St, Sydney NSW|ABN|PayPal/g;
  const said = textOf(html)
    .replace(/\S+@example/g, "")
    .replace(/\bA\$|AU\$/g, "");
  return (
    said
      .replace(names, "")
      .replace(operator, "")
      .match(/[A-Za-z]{2,}/g) ?? []
  );
}

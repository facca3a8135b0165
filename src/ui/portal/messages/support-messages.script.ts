import * as own from "../../i18n/messages/en.ts";
import { createTranslator } from "../../i18n/translator.ts";

/** The language of the script of the pages beside the four steps, and of a renewed balance. */
export const translator = createTranslator(own.about, own.more, {
  balance: own.balance,
  busy: own.busy,
  common: own.common,
  frame: own.frame,
  kinds: own.kinds,
  noSale: own.noSale,
});

import * as own from "../../i18n/messages/en.ts";
import { createTranslator } from "../../i18n/translator.ts";

/** The translator of the support script: the pages beside the steps, and a refreshed balance. */
export const translator = createTranslator(own.about, own.more, {
  balance: own.balance,
  busy: own.busy,
  common: own.common,
  frame: own.frame,
  kinds: own.kinds,
  noSale: own.noSale,
});

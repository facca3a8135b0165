import * as own from "../../i18n/messages/en.ts";
import { createTranslator } from "../../i18n/translator.ts";

/** The translator of the second script, with the messages of billing, paying and results. */
export const translator = createTranslator(own.about, own.more, {
  billing: own.billing,
  common: own.common,
  declined: own.declined,
  frame: own.frame,
  mistakes: own.mistakes,
  banners: own.banners,
  paying: own.paying,
  paymentPanel: own.paymentPanel,
  recent: own.recent,
  refusals: own.refusals,
  result: own.result,
  returnReasons: own.returnReasons,
  unavailable: own.unavailable,
});

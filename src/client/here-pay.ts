import * as own from "../views/lang/en.ts";
import { speak } from "../views/lang/lang.ts";

/** The language of the second script, with the groups that billing, paying and results need. */
export const HERE = speak(own.about, own.more, {
  billing: own.billing,
  common: own.common,
  declined: own.declined,
  frame: own.frame,
  mistakes: own.mistakes,
  notices: own.notices,
  paying: own.paying,
  paymentPanel: own.paymentPanel,
  recent: own.recent,
  refusals: own.refusals,
  result: own.result,
  returnReasons: own.returnReasons,
  unavailable: own.unavailable,
});

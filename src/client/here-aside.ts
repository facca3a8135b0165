import * as own from "../views/lang/en.ts";
import { speak } from "../views/lang/lang.ts";

/** The language of the script of the pages beside the four steps, and of a renewed balance. */
export const HERE = speak(own.about, own.more, {
  balance: own.balance,
  busy: own.busy,
  common: own.common,
  frame: own.frame,
  kinds: own.kinds,
  noSale: own.noSale,
});

import * as own from "../../i18n/messages/en.ts";
import { createBasicTranslator } from "../../i18n/translator.ts";

/**
 * The translator of the first script. build.ts replaces the English module by that of another
 * language. Only these groups of messages are in the script: each further group delays the first
 * view.
 */
export const translator = createBasicTranslator(own.about, {
  days: own.days,
  frame: own.frame,
  kinds: own.kinds,
  pay: own.pay,
  steps: own.steps,
});

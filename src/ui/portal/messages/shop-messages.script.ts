import * as own from "../../i18n/messages/en.ts";
import { createBasicTranslator } from "../../i18n/translator.ts";

/**
 * The language of this script: build.ts puts the module of another language in the place of the
 * English one. Only these groups of sentences are in the first script; another group is more weight
 * before the first view.
 */
export const translator = createBasicTranslator(own.about, {
  days: own.days,
  frame: own.frame,
  kinds: own.kinds,
  pay: own.pay,
  steps: own.steps,
});

import { SCRIPT_REFUSALS } from "../../../i18n/script-refusals.ts";
import { lang } from "./lang.script.ts";

/** The customer's sentence for a refusal; an unknown code gets the sentence for a fault of ours. */
export const refusalMessage = (code: string): string =>
  SCRIPT_REFUSALS[isCode(code) ? code : "internal"](lang);
const isCode = (code: string): code is keyof typeof SCRIPT_REFUSALS =>
  Object.hasOwn(SCRIPT_REFUSALS, code);

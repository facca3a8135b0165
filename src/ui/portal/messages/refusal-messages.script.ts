import { REFUSALS } from "../../../i18n/refusals.ts";
import { lang } from "./lang.script.ts";

/** The customer's sentence for a refusal; an unknown code gets the sentence for a fault of ours. */
export const refusalMessage = (code: string): string =>
  REFUSALS[isCode(code) ? code : "internal"](lang);
const isCode = (code: string): code is keyof typeof REFUSALS => Object.hasOwn(REFUSALS, code);

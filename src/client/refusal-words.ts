import { HERE } from "./here-pay.ts";

const { refusals } = HERE.words;

/** The customer's words for a refusal of ours; a code of a newer server is a fault of ours. */
export const refusalWords = (code: string): string =>
  isCode(code) ? refusals[code] : refusals.internal;
const isCode = (code: string): code is keyof typeof refusals => Object.hasOwn(refusals, code);

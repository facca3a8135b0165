import { translator } from "./checkout-messages.script.ts";

const { refusals } = translator.messages;

/** The customer's sentence for a refusal; an unknown code gets the sentence for a fault of ours. */
export const refusalMessage = (code: string): string =>
  isCode(code) ? refusals[code] : refusals.internal;
const isCode = (code: string): code is keyof typeof refusals => Object.hasOwn(refusals, code);

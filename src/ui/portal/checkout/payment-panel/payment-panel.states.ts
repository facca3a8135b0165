import { type PayLines, payLines } from "../../legal/legal.ts";
import { LEGAL } from "../../page/page.states.ts";

const ALL = payLines(LEGAL);

/** What the law wants beside the button of Pay; undefined: nothing is configured. */
export const PAYMENT_STATES = {
  "nothing configured": undefined,
  "everything configured": ALL,
  "without consent": { ...ALL, consent: null },
  "terms alone": { ...ALL, agreesTo: ALL.agreesTo.filter(({ key }) => key === "terms") },
} satisfies Readonly<Record<string, PayLines | undefined>>;

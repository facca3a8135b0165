import type { SequenceOrder } from "../../../app/ports/keyed-object.ts";
import { type Kind, notWhole } from "../kind.ts";

/**
 * Numbers without a gap, in the order in which they are confirmed. A number begins to exist with
 * its confirmation: what is only reserved has none, so nothing that is given back leaves a gap, and
 * no number ever changes hands (decision 26).
 */
export const sequence: Kind<SequenceOrder> = {
  ageMs: 3_600_000,
  forgets: false,
  mistakeIn: ({ above }) => notWhole("above", above, 0),
  amountOf: () => null,
  leftFor: () => null,
  numberOf: ({ above }, held) => Math.max(above, held.highestNumber()) + 1,
};

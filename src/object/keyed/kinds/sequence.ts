import type { SequenceOrder } from "../../../app/ports/keyed-object.ts";
import { type Kind, notWhole } from "../kind.ts";

/** So many numbers are left out by a sequence that lost its storage (decision 41). */
const LOST_MARGIN = 1000;

/**
 * Numbers without a gap, in the order in which they are confirmed. A number begins to exist with
 * its confirmation: what is only reserved has none, so nothing that is given back leaves a gap, and
 * no number ever changes hands (decision 26). One that has given none although others know of some
 * has lost its storage: numbers that it gave may be on their way, so it begins beyond them.
 */
export const sequence: Kind<SequenceOrder> = {
  ageMs: 3_600_000,
  forgets: false,
  mistakeIn: ({ above }) => notWhole("above", above, 0),
  amountOf: () => null,
  leftFor: () => null,
  numberOf({ above }, held) {
    const highest = held.highestNumber();
    const isLost = highest === 0 && above > 0;
    return Math.max(above, highest) + (isLost ? LOST_MARGIN : 0) + 1;
  },
};

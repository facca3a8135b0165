import type { RateOrder } from "../../../app/ports/keyed-object.ts";
import { DAY_MS } from "../../../domain/base/time.ts";
import { type Kind, notWhole } from "../kind.ts";

/** No window is longer: an entry is gone after this. */
const REMEMBERED_MS = DAY_MS;

/**
 * How often something happened lately, e.g. declines of a session. It is only ever reserved: the
 * age limit makes it forget, so what outsiders can cause takes no room for longer than a day.
 */
export const rate: Kind<RateOrder> = {
  ageMs: REMEMBERED_MS,
  forgets: true,
  mistakeIn: ({ limits }) => {
    if (!Array.isArray(limits) || limits.length === 0) return "limits: expected one or more";
    for (const { most, withinMs } of limits) {
      const mistake = notWhole("most", most, 0) ?? notWhole("withinMs", withinMs, 1);
      if (mistake !== null) return mistake;
      if (withinMs > REMEMBERED_MS) return `withinMs: expected at most ${REMEMBERED_MS}`;
    }
    return null;
  },
  amountOf: () => 1,
  leftFor: ({ limits }, held) =>
    Math.min(
      ...limits.map(({ most, withinMs }) =>
        Math.max(0, most - held.amountSince(held.now - withinMs)),
      ),
    ),
  numberOf: () => null,
};

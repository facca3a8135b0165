import type { CounterOrder } from "../../../app/ports/keyed-object.ts";
import { type Kind, notWhole } from "../kind.ts";

/**
 * Amounts within a limit per sliding window. An amount counts from the moment when it was held,
 * reserved or confirmed. Limit and window are the caller's: they are judged when an order is held
 * and never afterwards, so a limit that was lowered takes back nothing.
 */
export const counter: Kind<CounterOrder> = {
  ageMs: 3_600_000,
  forgets: false,
  mistakeIn: ({ amount, limit, windowMs }) =>
    notWhole("amount", amount, 1) ??
    notWhole("limit", limit, 0) ??
    notWhole("windowMs", windowMs, 1),
  amountOf: ({ amount }) => amount,
  leftFor: ({ limit, windowMs }, held) =>
    Math.max(0, limit - held.amountSince(held.now - windowMs)),
  numberOf: () => null,
};

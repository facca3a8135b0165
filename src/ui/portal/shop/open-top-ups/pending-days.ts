import type { ServiceView } from "../../../../contract/api.ts";
import type { TopUpName } from "../../../../domain/top-up/names.ts";

/** The money is here or sent, and the days are still to come. */
const PENDING: ReadonlySet<TopUpName> = new Set(["processing", "paid", "crediting", "resolving"]);
/** `resolving`: nobody knows whether the balance has them already. */
const NOT_COUNTED: ReadonlySet<TopUpName> = new Set([
  "processing",
  "in_review",
  "paid",
  "crediting",
]);

/** Whether the next thing to do here is to see what has been paid for, not to pay more. */
export const hasPendingDays = ({ recent_top_up, open_top_ups }: ServiceView): boolean =>
  (recent_top_up !== null && recent_top_up.new_expiry === null) ||
  open_top_ups.some(({ state }) => PENDING.has(state));

/** Days that the balance, and so the new expiry date, does not hold yet. */
export const pendingDays = ({ open_top_ups }: ServiceView): number =>
  open_top_ups
    .filter(({ state }) => NOT_COUNTED.has(state))
    .reduce((sum, { quantity }) => sum + quantity, 0);

/**
 * Whether somebody may just have been charged, as far as this page is told. An open try counts: the
 * bank's answer to it may be on its way. What was returned is not told, nor anything at all to
 * whoever typed a number, so "no" proves nothing of earlier top-ups.
 */
export const mayBeCharged = ({ recent_top_up, open_top_ups }: ServiceView): boolean =>
  recent_top_up !== null || open_top_ups.length > 0;

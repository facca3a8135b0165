import type { ServiceView } from "../../contract/api.ts";
import type { TopUpName } from "../../domain/top-up/names.ts";

/** The money is here or sent, and the days are still to come. */
const COMING: ReadonlySet<TopUpName> = new Set(["processing", "paid", "crediting", "closing"]);
/** `closing`: nobody knows whether the balance has them already. */
const NOT_COUNTED: ReadonlySet<TopUpName> = new Set([
  "processing",
  "in_review",
  "paid",
  "crediting",
]);

/** Whether the next thing to do here is to see what has been paid for, not to pay more. */
export const isComing = ({ recent, running }: ServiceView): boolean =>
  (recent !== null && recent.new_expiry === null) || running.some(({ state }) => COMING.has(state));

/** Days that the balance, and so the new expiry date, does not hold yet. */
export const daysOnTheWay = ({ running }: ServiceView): number =>
  running
    .filter(({ state }) => NOT_COUNTED.has(state))
    .reduce((sum, { quantity }) => sum + quantity, 0);

/**
 * Whether somebody may just have been charged, as far as this page is told. An open try counts: the
 * bank's answer to it may be on its way. What was returned is not told, nor anything at all to
 * whoever typed a number, so "no" proves nothing of earlier top-ups.
 */
export const mayBeCharged = ({ recent, running }: ServiceView): boolean =>
  recent !== null || running.length > 0;

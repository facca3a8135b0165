import type { ServiceView } from "../../../../contract/api.ts";
import type { TopUpState } from "../../../../domain/top-up/states.ts";

/** Paid, or being sent by the bank, and the days are not added yet. */
const PENDING: ReadonlySet<TopUpState> = new Set(["processing", "paid", "crediting", "resolving"]);
/** Days that the balance surely does not have yet; in `resolving` it may have them. */
const NOT_COUNTED: ReadonlySet<TopUpState> = new Set([
  "processing",
  "in_review",
  "paid",
  "crediting",
]);

/** Whether seeing a paid top-up is the main action here, rather than paying for more. */
export const hasPendingDays = ({ recent_top_up, open_top_ups }: ServiceView): boolean =>
  (recent_top_up !== null && recent_top_up.new_expiry === null) ||
  open_top_ups.some(({ state }) => PENDING.has(state));

/** Days that the balance, and so the new expiry on the page, does not include yet. */
export const pendingDays = ({ open_top_ups }: ServiceView): number =>
  open_top_ups
    .filter(({ state, offer_kind }) => offer_kind === "days" && NOT_COUNTED.has(state))
    .reduce((sum, { quantity }) => sum + quantity, 0);

/**
 * Whether the customer may just have been charged, as far as the view tells. An open top-up counts,
 * as the bank may be deciding. False proves nothing about earlier top-ups: the view has no refunded
 * ones, and none at all for a weak identity.
 */
export const mayBeCharged = ({ recent_top_up, open_top_ups }: ServiceView): boolean =>
  recent_top_up !== null || open_top_ups.length > 0;

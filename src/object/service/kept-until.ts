import type { Timings } from "../../domain/base/timings.ts";
import { dropAt, forgetPayerAt } from "../../domain/top-up/due-times.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { Store } from "./store.ts";

/**
 * Writes when the payer and when all rows of a top-up without money go, where its newest events
 * changed that. `before`: null for a new top-up.
 */
export function noteKeptUntil(
  { payers, unpaid }: Store,
  timings: Timings,
  { before, after }: { readonly before: TopUp | null; readonly after: TopUp },
): void {
  const { topUpId } = after.request;
  const isOther = (of: typeof dropAt): boolean =>
    (before && of(before, timings)) !== of(after, timings);
  if (isOther(forgetPayerAt)) payers.setForgetAt(topUpId, forgetPayerAt(after, timings));
  if (isOther(dropAt)) unpaid.setDropAt(topUpId, dropAt(after, timings));
}

/** Refunds: the customer's request, what is due at Stripe, and what Stripe answered. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import { keyNumberOf } from "../../../domain/refund/short-balance.ts";
import { requestRefund as decideRefundRequest } from "../../../domain/top-up/decide/people.ts";
import { recordRefund as decideRefund } from "../../../domain/top-up/decide/refund.ts";
import { cancelsOf, intentToSync, refundDue } from "../../../domain/top-up/due-times.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";
import { actOnOwn } from "../views.ts";

export function requestRefund(
  core: Core,
  own: MethodInput<"requestRefund">,
): MethodAnswer<"requestRefund"> {
  return actOnOwn(core, own, () => core.apply(own.topUpId, decideRefundRequest));
}

/** What is due at Stripe for one top-up: refunds with the safe way to ask, and cancellations. */
export function pendingStripeCalls(
  core: Core,
  topUpId: TopUpId,
): MethodAnswer<"pendingStripeCalls"> {
  const t = core.store.load(topUpId);
  if (!t) return { refunds: [], cancels: [], intentsToSync: [] };
  const now = core.deps.now();
  const { timings } = core.deps;
  const refunds = t.refunds.flatMap((row) => {
    const due = refundDue(row, timings);
    if (due === null || due > now) return [];
    // Stripe forgets a key after 24 h: from then on its refunds are read before one is created.
    const keyHolds = now - row.requestedAt < timings.refundKeyMs;
    // A new key, after our balance was short, is safe only where no refund of the row is found.
    const first = keyHolds && keyNumberOf(row) === 1;
    const how = row.state === "pending" ? "watch" : first ? "create" : "find";
    return [{ ...row, how } as const];
  });
  const cancels = cancelsOf(t).map(({ keyId, intentId }) => ({ keyId, intentId }));
  const toSync = intentToSync(t);
  return { refunds, cancels, intentsToSync: toSync === null ? [] : [toSync] };
}

export function recordRefund(core: Core, input: MethodInput<"recordRefund">): void {
  if (!core.store.load(input.topUpId)) return;
  core.apply(input.topUpId, (t, ctx) => decideRefund(t, input, ctx));
}

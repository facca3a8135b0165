/** Payers: the object stores them sealed, hands them back, erases them, and takes them resealed. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { TopUpEvent } from "../../../domain/top-up/events.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";

export function getPayer(core: Core, topUpId: TopUpId): MethodAnswer<"getPayer"> {
  return core.store.payers.of(topUpId);
}

/**
 * Deletes the rows and says so in the log of each top-up, so that D1 forgets the payer too, also
 * after it was restored from a backup. What was logged before stays as it is. Repeated, it finds
 * nothing to do.
 */
export function erasePayer(
  core: Core,
  { topUpIds, order: { actor, reason } }: MethodInput<"erasePayer">,
): MethodAnswer<"erasePayer"> {
  const { payers } = core.store;
  const all = [...new Set([...topUpIds, ...payers.sharingKey(topUpIds)])];
  const known = all.flatMap((topUpId) => core.store.load(topUpId) ?? []);
  const toErase = known.filter(
    (t) => t.payerErasedAt === undefined || payers.of(t.request.topUpId) !== null,
  );
  if (toErase.length === 0) return { erased: 0 };
  const events: readonly TopUpEvent[] = [
    { type: "OperatorActed", action: "erase_payer", actor, reason, approval: null },
    { type: "PayerErased" },
  ];
  core.commit(() =>
    toErase.map((t) => {
      payers.delete(t.request.topUpId);
      return core.extend(t, events);
    }),
  );
  return { erased: toErase.length };
}

export function listPayers(
  core: Core,
  { after, limit }: MethodInput<"listPayers">,
): MethodAnswer<"listPayers"> {
  return core.store.payers.page(after, limit);
}

export function resealPayers(
  core: Core,
  { rows }: MethodInput<"resealPayers">,
): MethodAnswer<"resealPayers"> {
  const { payers } = core.store;
  const same = rows.filter(({ topUpId, was }) => payers.of(topUpId)?.sealed === was);
  if (same.length === 0) return { resealed: 0 };
  core.commit(() => {
    for (const { topUpId, payer } of same) payers.save(topUpId, payer);
    return [];
  });
  return { resealed: same.length };
}

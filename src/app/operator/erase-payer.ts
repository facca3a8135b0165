import type { PayerId, ServiceId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { hasBrand } from "../../domain/operator/brands.ts";
import { type Operator, refOf } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

export interface ErasePayerInput {
  readonly payerId: PayerId;
  readonly reason: string;
}
export interface ErasedPayer {
  /** How many top-ups lost their payer by this call. */
  readonly erased: number;
  /** Services whose objects gave no answer: order it again. */
  readonly failed: readonly ServiceId[];
}

/**
 * Forgets a person: the payer, and every payer of the same customer, in all objects that D1 knows
 * of, and the customer in D1. In an object all payers with the same payer key go, also those of
 * unpaid top-ups. No event, entry or number changes. Safe to repeat: what is erased stays so, and
 * an order that was interrupted goes on, because the top-ups in D1 still lead to the objects.
 * Refuses with `forbidden`, `reason_needed`, or with `not_found` when D1 knows no such payer.
 */
export async function erasePayer(
  { payerDirectory, objects, log }: Pick<Ports, "payerDirectory" | "objects" | "log">,
  actor: Operator,
  { payerId, reason: text }: ErasePayerInput,
): Promise<Result<ErasedPayer, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const allowed = allow(actor, "payers:erase");
  if (!allowed.ok) return allowed;
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  const known = await payerDirectory.purchasesOf(payerId);
  const purchases = known.filter(({ brand }) => hasBrand(actor.brands, brand));
  if (purchases.length === 0) return refusal("not_found");
  const order = { actor: refOf(actor), reason: reason.value };
  const services = Map.groupBy(purchases, ({ serviceId }) => serviceId);
  let erased = 0;
  const failed: ServiceId[] = [];
  await mapWithConcurrency([...services], async ([serviceId, own]) => {
    const topUpIds = own.map(({ topUpId }) => topUpId);
    try {
      erased += (await objects.of(serviceId).erasePayer({ topUpIds, order })).erased;
    } catch (fault) {
      log.error("payer_not_erased", fault, { serviceId, payerId });
      failed.push(serviceId);
    }
  });
  await payerDirectory.erase(purchases.map(({ topUpId }) => topUpId));
  log.info("payer_erased", { actor: actor.keyId, payerId, erased, failed: failed.length });
  return ok({ erased, failed: failed.sort() });
}

import { ok, type Result } from "../../domain/base/result.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { LoggedEvent } from "../../domain/top-up/events.ts";
import type { TopUp } from "../../domain/top-up/state.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { resultOf, type TopUpRef } from "../payment/cancel-top-up.ts";
import { syncPayment } from "../payment/sync-payment.ts";
import { currentIntent, metadataOf } from "../payment/sync-top-up.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { UnresolvedRow } from "../ports/read-models.ts";
import type { OperatorOrder } from "../ports/service-object/operator.ts";

/** Who acts and why; both are recorded. `actor` is what the caller says: one token, many people. */
export interface OperatorInput extends TopUpRef {
  readonly actor: string;
  readonly reason: string;
  readonly approvedBy: string | null;
}

/** All that can be known about one top-up now: our log, the OCS and Stripe, both read afresh. */
export interface Evidence {
  readonly view: TopUpView;
  readonly topUp: TopUp;
  readonly log: readonly LoggedEvent[];
  readonly ocs: Reading;
  readonly stripe: IntentReading | { readonly unreadable: string } | null;
}

/** Unfinished and parked top-ups and open findings, oldest first. */
export async function listUnresolved(
  ports: Ports,
  { limit }: { readonly limit: number },
): Promise<Result<readonly UnresolvedRow[], Refusal>> {
  return ok(await ports.readModels.unresolved(limit));
}

/** Which service a top-up or an intent belongs to, as D1 knows (only what was paid). */
export async function findTopUp(
  ports: Ports,
  ref: { readonly topUpId: string } | { readonly intentId: string },
): Promise<Result<{ serviceId: string }, Refusal>> {
  const serviceId = await ports.readModels.serviceOf(ref);
  return serviceId === null ? refusal("not_found") : ok({ serviceId });
}

export async function getEvidence(
  ports: Ports,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<Evidence, Refusal>> {
  const object = ports.objects.of(serviceId);
  const [view, known] = await Promise.all([
    object.getTopUp({ topUpId }),
    object.getEvidence({ topUpId }),
  ]);
  if (!view || !known) return refusal("not_found");
  const [ocs, stripe] = await Promise.all([
    ports.ocs.read(accountOf(known.topUp)),
    readAtStripe(ports, known.topUp),
  ]);
  return ok({ view, topUp: known.topUp, log: known.log, ocs, stripe });
}

/** An operator's word that a reading shows the credit; the reading is taken now, not believed. */
export async function confirmCredited(
  ports: Ports,
  order: OperatorInput,
): Promise<Result<TopUpView, Refusal>> {
  return actAsOperator(ports, order, async (object, topUp, given) => {
    const reading = await ports.ocs.read(accountOf(topUp));
    return object.confirmCredited({ ...given, reading });
  });
}

export async function refundTopUp(
  ports: Ports,
  order: OperatorInput,
): Promise<Result<TopUpView, Refusal>> {
  return actAsOperator(ports, order, (object, _topUp, given) => object.refundTopUp(given));
}

/** Due now; a payment that Stripe may know more about is also read again. */
export async function redriveTopUp(
  ports: Ports,
  order: OperatorInput,
): Promise<Result<TopUpView, Refusal>> {
  const driven = await actAsOperator(ports, order, (object, _t, given) =>
    object.redriveTopUp(given),
  );
  if (!driven.ok || driven.value.paidAt !== null) return driven;
  const known = await ports.objects.of(order.serviceId).getEvidence(order);
  const intentId = known && currentIntent(known.topUp);
  if (!known || !intentId) return driven;
  const synced = await syncPayment(ports, { intentId, mark: metadataOf(known.topUp, intentId) });
  return synced.kind === "recorded" ? ok(synced.view) : driven;
}

/** The money went back by another way than Stripe; `reference` says which (bank transfer …). */
export async function recordManualRefund(
  ports: Ports,
  order: OperatorInput & { readonly reference: string },
): Promise<Result<TopUpView, Refusal>> {
  if (order.reference.trim() === "") {
    return refusal("invalid_request", { errors: [{ field: "reference", message: "is needed" }] });
  }
  return actAsOperator(ports, order, (object, _topUp, given) =>
    object.recordManualRefund({ ...given, reference: order.reference.trim() }),
  );
}

type OperatorCommand = (
  object: ReturnType<Ports["objects"]["of"]>,
  topUp: TopUp,
  given: OperatorOrder,
) => ReturnType<ReturnType<Ports["objects"]["of"]>["refundTopUp"]>;

/** No action without a reason; whether a second person is needed is the object's to say. */
async function actAsOperator(
  ports: Ports,
  { serviceId, topUpId, actor, reason, approvedBy }: OperatorInput,
  act: OperatorCommand,
): Promise<Result<TopUpView, Refusal>> {
  if (reason.trim() === "") return refusal("reason_needed");
  if (approvedBy !== null && approvedBy.trim().toLowerCase() === actor.trim().toLowerCase()) {
    return refusal("second_approver_needed");
  }
  const object = ports.objects.of(serviceId);
  const known = await object.getEvidence({ topUpId });
  if (!known) return refusal("not_found");
  const given = { topUpId, actor, reason: reason.trim(), approvedBy };
  return resultOf(object, topUpId, await act(object, known.topUp, given));
}

async function readAtStripe(ports: Ports, topUp: TopUp): Promise<Evidence["stripe"]> {
  const intentId = currentIntent(topUp);
  if (intentId === null) return null;
  try {
    return await ports.payments.readIntent(intentId);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    return { unreadable: fault.message };
  }
}

function accountOf({ request }: TopUp) {
  return { ocs: request.ocs, tenant: request.tenant, account: request.account };
}

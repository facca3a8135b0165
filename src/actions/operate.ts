import type { IntentReading } from "../domain/payment-reading.ts";
import type { Reading } from "../domain/reading.ts";
import { ok, type Result } from "../domain/result.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import { answered, type TopUpRef } from "./cancel-top-up.ts";
import { PortFault, type Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";
import type { UnresolvedRow } from "./register-port.ts";
import type { LogRow, OperatorOrder } from "./service-object-port.ts";
import { settle } from "./settle.ts";
import { currentIntent, markOf } from "./settle-top-up.ts";

/** Who acts and why; both are recorded. `actor` is what the caller says: one token, many people. */
export interface Operating extends TopUpRef {
  readonly actor: string;
  readonly reason: string;
  readonly second: string | null;
}

/** All that can be known about one top-up now: our log, the OCS and Stripe, both read afresh. */
export interface Evidence {
  readonly view: TopUpView;
  readonly topUp: TopUp;
  readonly log: readonly LogRow[];
  readonly ocs: Reading;
  readonly stripe: IntentReading | { readonly unreadable: string } | null;
}

/** Unfinished and parked top-ups and open findings, oldest first. */
export async function listUnresolved(
  ports: Ports,
  { limit }: { readonly limit: number },
): Promise<Result<readonly UnresolvedRow[], Refusal>> {
  return ok(await ports.books.unresolved(limit));
}

/** Which service a top-up or an intent belongs to, as D1 knows (only what was paid). */
export async function findTopUp(
  ports: Ports,
  ref: { readonly topUpId: string } | { readonly intentId: string },
): Promise<Result<{ serviceId: string }, Refusal>> {
  const serviceId = await ports.books.serviceOf(ref);
  return serviceId === null ? no("not_found") : ok({ serviceId });
}

export async function lookAtEvidence(
  ports: Ports,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<Evidence, Refusal>> {
  const object = ports.objects.of(serviceId);
  const [view, known] = await Promise.all([object.view({ topUpId }), object.evidence({ topUpId })]);
  if (!view || !known) return no("not_found");
  const [ocs, stripe] = await Promise.all([
    ports.ocs.read(accountOf(known.topUp)),
    readAtStripe(ports, known.topUp),
  ]);
  return ok({ view, topUp: known.topUp, log: known.log, ocs, stripe });
}

/** An operator's word that a reading shows the credit; the reading is taken now, not believed. */
export async function confirmCredited(
  ports: Ports,
  order: Operating,
): Promise<Result<TopUpView, Refusal>> {
  return acting(ports, order, async (object, topUp, given) => {
    const reading = await ports.ocs.read(accountOf(topUp));
    return object.operatorConfirm({ ...given, reading });
  });
}

export async function refundByOperator(
  ports: Ports,
  order: Operating,
): Promise<Result<TopUpView, Refusal>> {
  return acting(ports, order, (object, _topUp, given) => object.operatorRefund(given));
}

/** Due now; a payment that Stripe may know more about is also read again. */
export async function redrive(ports: Ports, order: Operating): Promise<Result<TopUpView, Refusal>> {
  const driven = await acting(ports, order, (object, _t, given) => object.operatorRedrive(given));
  if (!driven.ok || driven.value.paidAt !== null) return driven;
  const known = await ports.objects.of(order.serviceId).evidence(order);
  const intentId = known && currentIntent(known.topUp);
  if (!known || !intentId) return driven;
  const settled = await settle(ports, { intentId, mark: markOf(known.topUp, intentId) });
  return settled.kind === "recorded" ? ok(settled.view) : driven;
}

/** The money went back by another way than Stripe; `reference` says which (bank transfer …). */
export async function paidBackOtherwise(
  ports: Ports,
  order: Operating & { readonly reference: string },
): Promise<Result<TopUpView, Refusal>> {
  if (order.reference.trim() === "") {
    return no("invalid_request", { errors: [{ field: "reference", message: "is needed" }] });
  }
  return acting(ports, order, (object, _topUp, given) =>
    object.paidBackOtherwise({ ...given, reference: order.reference.trim() }),
  );
}

type Act = (
  object: ReturnType<Ports["objects"]["of"]>,
  topUp: TopUp,
  given: OperatorOrder,
) => ReturnType<ReturnType<Ports["objects"]["of"]>["operatorRefund"]>;

/** No action without a reason; whether a second person is needed is the object's to say. */
async function acting(
  ports: Ports,
  { serviceId, topUpId, actor, reason, second }: Operating,
  act: Act,
): Promise<Result<TopUpView, Refusal>> {
  if (reason.trim() === "") return no("reason_needed");
  if (second !== null && second.trim().toLowerCase() === actor.trim().toLowerCase()) {
    return no("second_person_needed");
  }
  const object = ports.objects.of(serviceId);
  const known = await object.evidence({ topUpId });
  if (!known) return no("not_found");
  const given = { topUpId, actor, reason: reason.trim(), second };
  return answered(object, topUpId, await act(object, known.topUp, given));
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

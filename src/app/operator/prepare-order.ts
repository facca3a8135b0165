import type { ErrorCode } from "../../domain/base/errors.ts";
import type { Money } from "../../domain/base/money.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Scope } from "../../domain/operator/scope.ts";
import type { ApprovalRequest } from "../../domain/top-up/approval-request.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Operator, refOf } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { resultOf } from "../base/command-result.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { OperatorOrder, OrderAnswer, OrderRefusal } from "../ports/service-object/operator.ts";
import type { ServiceObject } from "../ports/service-object.ts";

/** What an operator orders for one top-up, and why; the log keeps it with the operator's name. */
export interface OperatorInput extends TopUpRef {
  readonly reason: string;
}
/** An order that was carried out, or that waits for another operator's approval. */
export type OrderResult =
  | { readonly kind: "done"; readonly view: TopUpView; readonly changed: boolean }
  | { readonly kind: "approval_needed"; readonly request: ApprovalRequest };

interface PreparedOrder {
  readonly object: ServiceObject;
  readonly topUp: TopUp;
  readonly order: OperatorOrder;
}

/**
 * Every order of an operator for a top-up begins here. Refuses with `forbidden`, `reason_needed`,
 * or `not_found`.
 */
export async function prepareOrder(
  { objects, brands, log }: Pick<Ports, "objects" | "brands" | "log">,
  actor: Operator,
  scope: Scope,
  { serviceId, topUpId, reason }: OperatorInput,
): Promise<Result<PreparedOrder, Refusal<OrderRefusal>>> {
  const allowed = allow(actor, scope);
  if (!allowed.ok) return allowed;
  const given = reasonOf(reason);
  if (!given.ok) return given;
  const object = objects.of(serviceId);
  const topUp = await object.loadTopUp({ topUpId });
  if (!topUp || !seen(actor, topUp.request)) return refusal("not_found");
  const approvalAbove = await limitOf({ brands, log }, topUp);
  const order = { topUpId, actor: refOf(actor), reason: given.value, approvalAbove };
  return ok({ object, topUp, order });
}

/**
 * The limit of the top-up's brand in its currency. Where there is none, or the brand cannot be
 * read, every amount is above it: two people have to agree.
 */
async function limitOf(
  { brands, log }: Pick<Ports, "brands" | "log">,
  { request: { brand: id, price } }: TopUp,
): Promise<Money> {
  const none = { minor: 0, currency: price.currency };
  try {
    const minor = (await brands.byId(id))?.approvalAbove[price.currency];
    return minor === undefined ? none : { ...none, minor };
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn("brand_not_read", { brand: id, why: fault.message });
    return none;
  }
}

/** The object's answer to an order as a result. */
export async function orderResultOf<C extends ErrorCode>(
  object: ServiceObject,
  { topUpId }: OperatorOrder,
  answer: OrderAnswer<C>,
): Promise<Result<OrderResult, Refusal<C>>> {
  if (answer.kind === "approval_needed") return ok(answer);
  const changed = answer.kind === "done" && answer.changed;
  const done = await resultOf(object, topUpId, answer);
  return done.ok ? ok({ kind: "done", view: done.value, changed }) : done;
}

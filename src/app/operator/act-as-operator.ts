import type { ErrorCode } from "../../domain/base/errors.ts";
import type { Result } from "../../domain/base/result.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import { resultOf } from "../base/command-result.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";
import type {
  CommandAnswer,
  OperatorOrder,
  OrderRefusal,
} from "../ports/service-object/operator.ts";
import type { ServiceObject } from "../ports/service-object.ts";

/** What an operator orders for one top-up, and why; the log keeps it with the operator's name. */
export interface OperatorInput extends TopUpRef {
  readonly reason: string;
  /** The second approver, where one is needed. */
  readonly approvedBy: string | null;
}

type OperatorCommand<C extends ErrorCode> = (
  object: ServiceObject,
  topUp: TopUp,
  order: OperatorOrder,
) => Promise<CommandAnswer<C>>;

/**
 * Every order of an operator for a top-up goes through here. Refuses with `reason_needed`, with
 * `second_approver_needed` when operator and approver are the same, with `not_found`, or with what
 * the object refuses; whether a second approver is needed at all is the object's decision.
 */
export async function actAsOperator<C extends ErrorCode>(
  { objects }: Pick<Ports, "objects">,
  { name: actor }: Operator,
  { serviceId, topUpId, reason, approvedBy }: OperatorInput,
  command: OperatorCommand<C>,
): Promise<Result<TopUpView, Refusal<C | OrderRefusal>>> {
  const given = reasonOf(reason);
  if (!given.ok) return given;
  if (approvedBy !== null && approvedBy.trim().toLowerCase() === actor.trim().toLowerCase()) {
    return refusal("second_approver_needed");
  }
  const object = objects.of(serviceId);
  const topUp = await object.loadTopUp({ topUpId });
  if (!topUp) return refusal("not_found");
  const order = { topUpId, actor, reason: given.value, approvedBy };
  return resultOf(object, topUpId, await command(object, topUp, order));
}

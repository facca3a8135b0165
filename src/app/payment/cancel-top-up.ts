import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { CommandAnswer } from "../ports/service-object/operator.ts";
import type { ServiceObject } from "../ports/service-object.ts";

/** A top-up by its address; its unguessable id is the permission to see it. */
export interface TopUpRef {
  readonly serviceId: string;
  readonly topUpId: string;
}
/** And to touch it, the session that made it: the service's link shows the address to others. */
export interface OwnTopUpRef extends TopUpRef {
  readonly sessionId: string;
}

/** The holder gives up before paying. Only Stripe's answer makes it true (`canceling` until then). */
export async function cancelTopUp(
  ports: Ports,
  { serviceId, topUpId, sessionId }: OwnTopUpRef,
): Promise<Result<TopUpView, Refusal>> {
  const object = ports.objects.of(serviceId);
  if ((await object.getTopUp({ topUpId })) === null) return refusal("not_found");
  return resultOf(object, topUpId, await object.cancelTopUp({ topUpId, sessionId }));
}

/** The object's answer as a result; a refusal names the present state. */
export async function resultOf(
  object: ServiceObject,
  topUpId: string,
  answer: CommandAnswer,
): Promise<Result<TopUpView, Refusal>> {
  if (answer.kind === "done") return ok(answer.view);
  const view = await object.getTopUp({ topUpId });
  return refusal(answer.code, view ? { topUpId, serviceId: view.serviceId, state: view.name } : {});
}

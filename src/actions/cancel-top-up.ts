import { ok, type Result } from "../domain/result.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import type { Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";
import type { OperatorAnswer, ServiceObject } from "./service-object-port.ts";

/** A top-up by its address; its unguessable id is the permission to see it. */
export interface TopUpRef {
  readonly serviceId: string;
  readonly topUpId: string;
}
/** And to touch it, the session that made it: the service's link shows the address to others. */
export interface OwnTopUpRef extends TopUpRef {
  readonly sessionId: string;
}

/** The holder gives up before paying. Only Stripe's answer makes it true (`lapsing` until then). */
export async function cancelTopUp(
  ports: Ports,
  { serviceId, topUpId, sessionId }: OwnTopUpRef,
): Promise<Result<TopUpView, Refusal>> {
  const object = ports.objects.of(serviceId);
  if ((await object.view({ topUpId })) === null) return no("not_found");
  return answered(object, topUpId, await object.cancelTopUp({ topUpId, sessionId }));
}

/** The object's answer as a result; a refusal names the present state. */
export async function answered(
  object: ServiceObject,
  topUpId: string,
  answer: OperatorAnswer,
): Promise<Result<TopUpView, Refusal>> {
  if (answer.kind === "done") return ok(answer.view);
  const view = await object.view({ topUpId });
  return no(answer.code, view ? { topUpId, serviceId: view.serviceId, state: view.name } : {});
}

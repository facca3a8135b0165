import type { ErrorCode } from "../../domain/base/errors.ts";
import type { TopUpId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { CommandAnswer } from "../ports/service-object/operator.ts";
import type { ServiceObject } from "../ports/service-object.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** The object's answer to a command as a result; a refusal names the top-up's present state. */
export async function resultOf<C extends ErrorCode>(
  object: ServiceObject,
  topUpId: TopUpId,
  answer: CommandAnswer<C>,
): Promise<Result<TopUpView, Refusal<C>>> {
  if (answer.kind === "done") return ok(answer.view);
  const view = await object.getTopUp({ topUpId });
  return refusal(
    answer.code,
    view ? { topUpId, serviceId: view.serviceId, state: view.state } : {},
  );
}

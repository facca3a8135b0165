import type { Context } from "hono";
import type { Operator } from "../../app/base/actor.ts";
import type { CodesOf, Refusal } from "../../app/base/refusal.ts";
import type { OperatorInput } from "../../app/operator/act-as-operator.ts";
import { confirmCredited } from "../../app/operator/confirm-credited.ts";
import { recordManualRefund } from "../../app/operator/record-manual-refund.ts";
import { redriveTopUp } from "../../app/operator/redrive-top-up.ts";
import { refundTopUp } from "../../app/operator/refund-top-up.ts";
import type { Ports } from "../../app/ports/ports.ts";
import { manualRefundOrder, operatorOrder } from "../../contract/operator.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { topUpRef } from "../base/top-up-ref.ts";

type OrderCode =
  | CodesOf<typeof confirmCredited>
  | CodesOf<typeof refundTopUp>
  | CodesOf<typeof redriveTopUp>
  | CodesOf<typeof recordManualRefund>;
type UseCase = (
  ports: Ports,
  actor: Operator,
  input: OperatorInput,
) => Promise<Result<TopUpView, Refusal<OrderCode>>>;

/** POST …/confirm: a reading shows the credit. */
export const confirmCreditedRoute = (c: Context<HttpEnv>) => runOrder(c, confirmCredited);
/** POST …/refund: the operator decides to refund. */
export const refundTopUpRoute = (c: Context<HttpEnv>) => runOrder(c, refundTopUp);
/** POST …/redrive: the Worker tries again now. */
export const redriveTopUpRoute = (c: Context<HttpEnv>) => runOrder(c, redriveTopUp);

/** POST …/manual-refund: the operator refunded by another way than Stripe; `reference` says how. */
export async function recordManualRefundRoute(c: Context<HttpEnv>): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" });
  const body = await readJson(c, manualRefundOrder);
  if (!body.ok) return problem(c, body.error);
  const { reason, reference, approved_by: approvedBy = null } = body.value;
  const input = { ...ref, reason, reference, approvedBy };
  return answer(c, await recordManualRefund(c.get("ports"), operatorOf(body.value), input));
}

async function runOrder(c: Context<HttpEnv>, useCase: UseCase): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" });
  const body = await readJson(c, operatorOrder);
  if (!body.ok) return problem(c, body.error);
  const { reason, approved_by: approvedBy = null } = body.value;
  const input = { ...ref, reason, approvedBy };
  return answer(c, await useCase(c.get("ports"), operatorOf(body.value), input));
}

function answer(c: Context<HttpEnv>, result: Result<TopUpView, Refusal<OrderCode>>): Response {
  return result.ok ? c.json(topUpJson(result.value)) : problem(c, result.error);
}

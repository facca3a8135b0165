import type { Context } from "hono";
import type { Operator } from "../../app/base/actor.ts";
import type { CodesOf, Refusal } from "../../app/base/refusal.ts";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { approveTopUp } from "../../app/operator/approve-top-up.ts";
import { confirmCredited } from "../../app/operator/confirm-credited.ts";
import type { OperatorInput, OrderResult } from "../../app/operator/prepare-order.ts";
import { recordManualRefund } from "../../app/operator/record-manual-refund.ts";
import { redriveTopUp } from "../../app/operator/redrive-top-up.ts";
import { refundTopUp } from "../../app/operator/refund-top-up.ts";
import { rejectTopUp } from "../../app/operator/reject-top-up.ts";
import { unblockPayer } from "../../app/operator/unblock-payer.ts";
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
import { approvalNeededJson } from "./approvals.ts";

type OrderCode =
  | CodesOf<typeof confirmCredited>
  | CodesOf<typeof refundTopUp>
  | CodesOf<typeof approveTopUp>
  | CodesOf<typeof recordManualRefund>;
type UseCase = (
  ports: Ports,
  actor: Operator,
  input: OperatorInput,
) => Promise<Result<OrderResult, Refusal<OrderCode>>>;

/** POST …/confirm: a reading shows the credit. */
export const confirmCreditedRoute = (c: Context<HttpEnv>) => runOrder(c, confirmCredited);
/** POST …/approve-top-up: what is in review is delivered; a sale above the limit can be paid. */
export const approveTopUpRoute = (c: Context<HttpEnv>) => runOrder(c, approveTopUp);
/** POST …/reject-top-up: its payment is refunded; the sale is canceled. */
export const rejectTopUpRoute = (c: Context<HttpEnv>) => runOrder(c, rejectTopUp);
/** POST …/refund: the operator decides to refund. */
export const refundTopUpRoute = (c: Context<HttpEnv>) => runOrder(c, refundTopUp);

/** POST …/manual-refund: the operator refunded by another way than Stripe; `reference` says how. */
export async function recordManualRefundRoute(c: Context<HttpEnv>): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" });
  const body = await readJson(c, manualRefundOrder);
  if (!body.ok) return problem(c, body.error);
  const input = { ...ref, ...body.value };
  return ordered(c, ref, await recordManualRefund(c.get("ports"), operatorOf(c), input));
}

async function runOrder(c: Context<HttpEnv>, useCase: UseCase): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" });
  const body = await readJson(c, operatorOrder);
  if (!body.ok) return problem(c, body.error);
  const input = { ...ref, ...body.value };
  return ordered(c, ref, await useCase(c.get("ports"), operatorOf(c), input));
}

/** 200 with the top-up as it is now, or 202 with what another operator has to approve. */
function ordered(
  c: Context<HttpEnv>,
  ref: TopUpRef,
  result: Result<OrderResult, Refusal<OrderCode>>,
): Response {
  if (!result.ok) return problem(c, result.error);
  if (result.value.kind === "done") {
    const { view, changed } = result.value;
    return c.json({ ...topUpJson(view), changed });
  }
  return c.json(approvalNeededJson(ref, result.value.request), 202);
}

/** POST …/redrive: the Worker tries again now. */
export const redriveTopUpRoute = (c: Context<HttpEnv>) => runAlone(c, redriveTopUp);
/** POST …/unblock: the payer of this top-up may buy again. */
export const unblockPayerRoute = (c: Context<HttpEnv>) => runAlone(c, unblockPayer);

/** An order that no other operator has to approve. */
async function runAlone(
  c: Context<HttpEnv>,
  useCase: (
    ports: Ports,
    actor: Operator,
    input: OperatorInput,
  ) => Promise<Result<TopUpView, Refusal<CodesOf<typeof redriveTopUp>>>>,
): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" });
  const body = await readJson(c, operatorOrder);
  if (!body.ok) return problem(c, body.error);
  const done = await useCase(c.get("ports"), operatorOf(c), { ...ref, ...body.value });
  return done.ok ? c.json(topUpJson(done.value)) : problem(c, done.error);
}

import type { Context } from "hono";
import { type Refusal, refusal } from "../../app/base/refusal.ts";
import { cancelTopUp, type OwnTopUpRef } from "../../app/payment/cancel-top-up.ts";
import { getTopUp } from "../../app/payment/get-top-up.ts";
import { isOwn } from "../../app/payment/open-payment.ts";
import { syncTopUp } from "../../app/payment/sync-top-up.ts";
import type { Ports } from "../../app/ports/ports.ts";
import { requestRefund } from "../../app/refund/request-refund.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { readNothing } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { topUpRef } from "../base/top-up-ref.ts";

type UseCase = (ports: Ports, ref: OwnTopUpRef) => Promise<Result<TopUpView, Refusal>>;

/** GET /api/top-ups/{service_id}/{top_up_id}: the present state. */
export const getTopUpRoute = (c: Context<HttpEnv>) => run(c, getTopUp);

/**
 * POST …/sync: the customer says that it is paid. The answer is the state after a read at Stripe;
 * when Stripe is silent, the refusal `payment_system_unavailable`.
 */
export const syncTopUpRoute = (c: Context<HttpEnv>) =>
  runPosted(c, async (ports, ref) => {
    const synced = await syncTopUp(ports, ref);
    if (!synced.ok) return synced;
    return synced.value.upToDate ? ok(synced.value.view) : refusal("payment_system_unavailable");
  });

/** POST …/cancel: the customer gives up before paying. */
export const cancelTopUpRoute = (c: Context<HttpEnv>) => runPosted(c, cancelTopUp);

/** POST …/refund: the customer wants the money back instead of the days. */
export const requestRefundRoute = (c: Context<HttpEnv>) => runPosted(c, requestRefund);

async function runPosted(c: Context<HttpEnv>, useCase: UseCase): Promise<Response> {
  const body = await readNothing(c);
  return body.ok ? run(c, useCase) : problem(c, body.error);
}

async function run(c: Context<HttpEnv>, useCase: UseCase): Promise<Response> {
  const ref = topUpRef(c);
  const own = ref && { ...ref, sessionId: c.get("sessionId") };
  const answer = own === null ? refusal("not_found") : await useCase(c.get("ports"), own);
  if (!answer.ok) return problem(c, answer.error);
  const object = c.get("ports").objects.of(answer.value.serviceId);
  const isMine = await isOwn(object, answer.value.topUpId, c.get("sessionId"));
  c.header("Cache-Control", "no-store");
  return c.json(topUpJson(answer.value, isMine));
}

import type { Context } from "hono";
import type { Customer } from "../../app/base/actor.ts";
import { maskedEmailOf } from "../../app/base/mask-email.ts";
import { type CodesOf, type Refusal, refusal } from "../../app/base/refusal.ts";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { cancelTopUp } from "../../app/payment/cancel-top-up.ts";
import { getTopUp, type SeenTopUp } from "../../app/payment/get-top-up.ts";
import { isOwn } from "../../app/payment/is-own.ts";
import { syncTopUp } from "../../app/payment/sync-top-up.ts";
import type { Ports } from "../../app/ports/ports.ts";
import { requestRefund } from "../../app/refund/request-refund.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { customerOf } from "../base/actors.ts";
import { readNothing } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { topUpRef } from "../base/top-up-ref.ts";

type Code =
  | CodesOf<typeof syncTopUp>
  | CodesOf<typeof cancelTopUp>
  | CodesOf<typeof requestRefund>
  | "payment_system_unavailable";
type UseCase = (
  ports: Ports,
  actor: Customer,
  ref: TopUpRef,
) => Promise<Result<SeenTopUp, Refusal<Code>>>;

/** GET /api/top-ups/{service_id}/{top_up_id}: the present state. */
export const getTopUpRoute = (c: Context<HttpEnv>) => run(c, getTopUp);

/**
 * POST …/sync: the customer says that it is paid. The answer is the state after a read at Stripe;
 * when Stripe is silent, the refusal `payment_system_unavailable`.
 */
export const syncTopUpRoute = (c: Context<HttpEnv>) =>
  runPosted(c, async (ports, actor, ref) => {
    const synced = await syncTopUp(ports, actor, ref);
    if (!synced.ok) return synced;
    const { view, upToDate } = synced.value;
    if (!upToDate) return refusal("payment_system_unavailable");
    const [own, emailMasked] = await Promise.all([
      isOwn(ports, actor, view),
      maskedEmailOf(ports, view),
    ]);
    return ok({ view, own, emailMasked });
  });

/** POST …/cancel: the customer gives up before paying. */
export const cancelTopUpRoute = (c: Context<HttpEnv>) => runPosted(c, ofOwn(cancelTopUp));

/** POST …/refund: the customer wants the money back instead of the days. */
export const requestRefundRoute = (c: Context<HttpEnv>) => runPosted(c, ofOwn(requestRefund));

/** A use case that refuses what another session made; so what it answers with is the customer's. */
function ofOwn(
  useCase: (
    ports: Ports,
    actor: Customer,
    ref: TopUpRef,
  ) => Promise<Result<TopUpView, Refusal<Code>>>,
): UseCase {
  return async (ports, actor, ref) => {
    const answer = await useCase(ports, actor, ref);
    if (!answer.ok) return answer;
    return ok({ view: answer.value, own: true, emailMasked: await maskedEmailOf(ports, ref) });
  };
}

async function runPosted(c: Context<HttpEnv>, useCase: UseCase): Promise<Response> {
  const body = await readNothing(c);
  return body.ok ? run(c, useCase) : problem(c, body.error);
}

async function run(c: Context<HttpEnv>, useCase: UseCase): Promise<Response> {
  const [ports, actor, ref] = [c.get("ports"), customerOf(c), topUpRef(c)];
  const answer = ref === null ? refusal("not_found") : await useCase(ports, actor, ref);
  if (!answer.ok) return problem(c, answer.error);
  c.header("Cache-Control", "no-store");
  return c.json(topUpJson(answer.value.view, answer.value));
}

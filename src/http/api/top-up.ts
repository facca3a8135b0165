import type { Context } from "hono";
import { cancelTopUp, type OwnTopUpRef } from "../../actions/cancel-top-up.ts";
import { lookAtTopUp } from "../../actions/look-at-top-up.ts";
import { moneyBack } from "../../actions/money-back.ts";
import { isOwn } from "../../actions/open-payment.ts";
import type { Ports } from "../../actions/ports.ts";
import { no, type Refusal } from "../../actions/refusal.ts";
import { settleTopUp } from "../../actions/settle-top-up.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { readNothing } from "../body.ts";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";
import { topUpRef } from "../top-up-ref.ts";

type Verb = (ports: Ports, ref: OwnTopUpRef) => Promise<Result<TopUpView, Refusal>>;

/** GET /api/top-ups/{service_id}/{top_up_id} */
export const getTopUp = (c: Context<HttpEnv>) => about(c, lookAtTopUp);

/** POST …/settle: "I have paid". The answer is what Stripe says; with Stripe silent, a refusal. */
export const postSettle = (c: Context<HttpEnv>) =>
  posted(c, async (ports, ref) => {
    const settled = await settleTopUp(ports, ref);
    if (!settled.ok) return settled;
    return settled.value.upToDate ? ok(settled.value.view) : no("payment_system_unavailable");
  });

/** POST …/cancel: giving up before paying. */
export const postCancel = (c: Context<HttpEnv>) => posted(c, cancelTopUp);

/** POST …/refund: "refund me instead". */
export const postRefund = (c: Context<HttpEnv>) => posted(c, moneyBack);

async function posted(c: Context<HttpEnv>, verb: Verb): Promise<Response> {
  const body = await readNothing(c);
  return body.ok ? about(c, verb) : problem(c, body.error);
}

async function about(c: Context<HttpEnv>, verb: Verb): Promise<Response> {
  const ref = topUpRef(c);
  const own = ref && { ...ref, sessionId: c.get("sessionId") };
  const answer = own === null ? no("not_found") : await verb(c.get("ports"), own);
  if (!answer.ok) return problem(c, answer.error);
  const object = c.get("ports").objects.of(answer.value.serviceId);
  const isMine = await isOwn(object, answer.value.topUpId, c.get("sessionId"));
  c.header("Cache-Control", "no-store");
  return c.json(topUpJson(answer.value, isMine));
}

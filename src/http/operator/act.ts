import type { Context } from "hono";
import {
  confirmCredited,
  type Operating,
  paidBackOtherwise,
  redrive,
  refundByOperator,
} from "../../actions/operate.ts";
import type { Ports } from "../../actions/ports.ts";
import type { Refusal } from "../../actions/refusal.ts";
import { operatorOrder, paidBackOrder } from "../../contract/operator.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { Result } from "../../domain/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { readJson } from "../body.ts";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";
import { topUpRef } from "../top-up-ref.ts";

type Verb = (ports: Ports, order: Operating) => Promise<Result<TopUpView, Refusal>>;

export const postConfirm = (c: Context<HttpEnv>) => ordered(c, confirmCredited);
export const postOperatorRefund = (c: Context<HttpEnv>) => ordered(c, refundByOperator);
export const postRedrive = (c: Context<HttpEnv>) => ordered(c, redrive);

/** POST …/paid-back: the money went another way; the reference says which. */
export async function postPaidBack(c: Context<HttpEnv>): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" }, "operator");
  const body = await readJson(c, paidBackOrder);
  if (!body.ok) return problem(c, body.error, "operator");
  const order = { ...ref, ...body.value, second: body.value.second ?? null };
  return answer(c, await paidBackOtherwise(c.get("ports"), order));
}

async function ordered(c: Context<HttpEnv>, verb: Verb): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" }, "operator");
  const body = await readJson(c, operatorOrder);
  if (!body.ok) return problem(c, body.error, "operator");
  const order = { ...ref, ...body.value, second: body.value.second ?? null };
  return answer(c, await verb(c.get("ports"), order));
}

function answer(c: Context<HttpEnv>, acted: Result<TopUpView, Refusal>): Response {
  return acted.ok ? c.json(topUpJson(acted.value)) : problem(c, acted.error, "operator");
}

import type { Context } from "hono";
import { refusal } from "../../app/base/refusal.ts";
import { erasePayer } from "../../app/operator/erase-payer.ts";
import { findPayer } from "../../app/operator/find-payer.ts";
import { resealPayers } from "../../app/operator/reseal-payers.ts";
import {
  type ErasedJson,
  erasePayerOrder,
  findPayerOrder,
  type PurchasesJson,
  type ResealedJson,
  resealOrder,
} from "../../contract/operator-payers.ts";
import { isId } from "../../domain/base/ids.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { listedJson } from "./listed-json.ts";

/** POST /operator/payers/find: the paid top-ups of the person with exactly this email. */
export async function findPayerRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, findPayerOrder);
  if (!body.ok) return problem(c, body.error);
  const found = await findPayer(c.get("ports"), operatorOf(c), body.value);
  if (!found.ok) return problem(c, found.error);
  const answer: PurchasesJson = {
    top_ups: found.value.topUps.map(listedJson),
    purchases: found.value.purchases.map(({ payerId, serviceId, topUpId, brand }) => ({
      payer_id: payerId,
      service_id: serviceId,
      top_up_id: topUpId,
      brand,
    })),
  };
  return c.json(answer);
}

/** POST /operator/payers/{payer_id}/erase: the person is forgotten, and nothing else changes. */
export async function erasePayerRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, erasePayerOrder);
  if (!body.ok) return problem(c, body.error);
  const payerId = c.req.param("payer_id");
  const result = isId("pay", payerId)
    ? await erasePayer(c.get("ports"), operatorOf(c), { payerId, reason: body.value.reason })
    : refusal("not_found");
  if (!result.ok) return problem(c, result.error);
  const answer: ErasedJson = { ...result.value, failed: [...result.value.failed] };
  return c.json(answer);
}

/** POST /operator/payers/reseal: one page of payers under the newest keys. */
export async function resealPayersRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, resealOrder);
  if (!body.ok) return problem(c, body.error);
  const result = await resealPayers(c.get("ports"), operatorOf(c), body.value);
  if (!result.ok) return problem(c, result.error);
  const answer: ResealedJson = { ...result.value, failed: [...result.value.failed] };
  return c.json(answer);
}

import type { Context } from "hono";
import { quote } from "../../app/sale/quote.ts";
import { quoteRequest } from "../../contract/api.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

/** POST /api/quotes: the server's price for a quantity. */
export async function quoteRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, quoteRequest);
  if (!body.ok) return problem(c, body.error);
  const { service_token, offer_id, quantity } = body.value;
  const input = { serviceToken: service_token, offerId: toOfferId(offer_id), quantity };
  const quoted = await quote(c.get("ports"), input);
  if (!quoted.ok) return problem(c, quoted.error);
  c.header("Cache-Control", "no-store");
  return c.json(quoted.value);
}

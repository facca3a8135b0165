import type { Context } from "hono";
import { getUsage } from "../../app/legacy/get-usage.ts";
import { callerOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { legacyAnswer } from "./answer.ts";

/** GET /oam/usage: the service at the requesting address, as much of it as its brand allows. */
export async function getUsageRoute(c: Context<HttpEnv>): Promise<Response> {
  const answer = await getUsage(c.get("ports"), callerOf(c), {
    isLimited: c.get("limited") === true,
  });
  if ("result" in answer) return legacyAnswer(c, answer);
  c.header("Cache-Control", "no-store");
  return c.json(answer);
}

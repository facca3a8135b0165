import type { Context } from "hono";
import { FAILURES } from "../../app/legacy/answers.ts";
import { getUsage } from "../../app/legacy/get-usage.ts";
import { callerOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { legacyAnswer } from "./answer.ts";

/** GET /oam/usage: the service at the requesting address, as much of it as LEGACY_USAGE allows. */
export async function getUsageRoute(c: Context<HttpEnv>): Promise<Response> {
  const shows = c.get("settings").LEGACY_USAGE;
  if (shows === "off") return legacyAnswer(c, FAILURES.notIdentified);
  const answer = await getUsage(c.get("ports"), callerOf(c), { shows });
  if ("result" in answer) return legacyAnswer(c, answer);
  c.header("Cache-Control", "no-store");
  return c.json(answer);
}

import type { Context } from "hono";
import { allow } from "../../app/base/allow.ts";
import { failed } from "../../app/legacy/answers.ts";
import { topUpDongle } from "../../app/legacy/top-up-dongle.ts";
import { readDongleTopUp } from "../../contract/legacy.ts";
import { callerOf } from "../base/actors.ts";
import { isJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { legacyAnswer, legacyRefusal } from "./answer.ts";

const HOUR_MS = 3_600_000;

/** POST /oam/topup_dongle: a page of the older system has taken this payment (row I1). */
export async function topUpDongleRoute(c: Context<HttpEnv>): Promise<Response> {
  if (!isJson(c)) return legacyRefusal(c, "unsupported_media_type");
  const body = readDongleTopUp(await c.req.text());
  if (!body.ok) return legacyAnswer(c, failed(400, body.error));
  const refused = await c.get("refusePost")?.();
  if (refused) return refused;
  const actor = callerOf(c);
  if (actor.key && !allow(actor.key, "top_ups:sell").ok) return legacyRefusal(c, "forbidden");
  const settings = c.get("settings");
  const answer = await topUpDongle(c.get("ports"), actor, {
    asked: body.value,
    acceptUntagged: settings.LEGACY_ACCEPT_UNTAGGED_INTENTS === "true",
    maxAgeMs: settings.LEGACY_PAYMENT_MAX_AGE_HOURS * HOUR_MS,
  });
  return legacyAnswer(c, answer);
}

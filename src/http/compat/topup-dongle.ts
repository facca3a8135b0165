import type { Context } from "hono";
import { failed } from "../../actions/legacy/answers.ts";
import { topUpDongle } from "../../actions/legacy/top-up-dongle.ts";
import { readDongleTopUp } from "../../contract/legacy.ts";
import { isJson } from "../body.ts";
import type { HttpEnv } from "../http-env.ts";
import { legacyAnswer, legacyRefusal } from "./answer.ts";

const HOUR_MS = 3_600_000;

/** POST /oam/topup_dongle: a payment that an older system's page has taken (row I1). */
export async function postTopUpDongle(c: Context<HttpEnv>): Promise<Response> {
  if (!isJson(c)) return legacyRefusal(c, "unsupported_media_type");
  const body = readDongleTopUp(await c.req.text());
  if (!body.ok) return legacyAnswer(c, failed(400, body.error));
  const settings = c.get("settings");
  const answer = await topUpDongle(c.get("ports"), {
    asked: body.value,
    ip: c.get("ip"),
    acceptUnmarked: settings.LEGACY_ACCEPT_UNMARKED_INTENTS === "true",
    maxAgeMs: settings.LEGACY_PAYMENT_MAX_AGE_HOURS * HOUR_MS,
  });
  return legacyAnswer(c, answer);
}

import type { Context } from "hono";
import { refusal } from "../../app/base/refusal.ts";
import { getEvidence, type TopUpEvidence } from "../../app/operator/get-evidence.ts";
import type { EvidenceJson } from "../../contract/operator.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { operatorOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { iso } from "../base/iso.ts";
import { problem } from "../base/problem.ts";
import { topUpRef } from "../base/top-up-ref.ts";

/** GET /operator/top-ups/{service_id}/{top_up_id}: its state and log, the OCS and Stripe now. */
export async function getEvidenceRoute(c: Context<HttpEnv>): Promise<Response> {
  const ref = topUpRef(c);
  const result =
    ref === null ? refusal("not_found") : await getEvidence(c.get("ports"), operatorOf(c), ref);
  if (!result.ok) return problem(c, result.error);
  const { view, topUp, log, payer, ocs, stripe } = result.value;
  const answer: EvidenceJson = {
    top_up: topUpJson(view),
    state: withoutSecrets(topUp),
    log: log.map(({ seq, at, type, body }) => ({
      seq,
      at: iso(at),
      type,
      body: withoutSecrets(body),
    })),
    payer: payer && shown(payer),
    ocs,
    stripe: withoutSecrets(stripe),
  };
  return c.json(answer);
}

const SECRET: ReadonlySet<string> = new Set(["sessionId", "cardKey", "cardFingerprint"]);

/** By session and card a customer is known again, and nothing is answered about them here. */
const withoutSecrets = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, one) => (SECRET.has(key) ? undefined : one)));

/** The salt stays inside: with it and a name, an invoice's hash would still tell after erasing. */
function shown(payer: NonNullable<TopUpEvidence["payer"]>): object {
  if ("unreadable" in payer) return payer;
  const { salt: _, ...block } = payer;
  return block;
}

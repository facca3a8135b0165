import { SECOND_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { SealFault } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";
import type { CalledEndpoint } from "../ports/webhook-endpoints.ts";
import type { DeliveryOutcome, DeliveryRef, TakenDelivery } from "../ports/webhook-outbox.ts";
import type { PostAnswer } from "../ports/webhook-poster.ts";
import { type CallRuleNeeds, callRule } from "./call-rule.ts";
import { wrongWebhookUrl } from "./callable-url.ts";
import { tellQueue } from "./emit-event.ts";
import { DISABLE_AFTER_MS, nextTryAt, TRY_LEASE_MS } from "./schedule.ts";
import { signatureHeaders } from "./sign.ts";

export type DeliverWebhookNeeds = CallRuleNeeds &
  Pick<
    Ports,
    | "webhookEndpoints"
    | "webhookOutbox"
    | "webhookPoster"
    | "webhookQueue"
    | "secretVault"
    | "clock"
    | "log"
    | "metrics"
  >;

/** What came of a try, and of the HTTP answer where there was one. */
interface Tried extends PostAnswer {
  readonly outcome: DeliveryOutcome;
}

/** No further try can change these. */
const FINAL: ReadonlySet<DeliveryOutcome> = new Set([
  "delivered",
  "gone",
  "url_forbidden",
  "endpoint_disabled",
]);
const NO_ANSWER = { status: null, retryAfterMs: null };

/**
 * Tries one delivery that is due: signs its body for this moment, posts it, writes down what came
 * back, and makes it due again by the schedule. A message that comes twice, early or late does
 * nothing. A Worker that dies in the middle leaves a lease, and the delivery comes again after it:
 * a receiver may get an event twice, with the same `webhook-id`, and never loses one within a day.
 * Throws when D1 does not answer; the queue brings the message again, and the cron finds it later.
 */
export async function deliverWebhook(
  needs: DeliverWebhookNeeds,
  actor: System,
  ref: DeliveryRef,
): Promise<void> {
  const { webhookEndpoints, webhookOutbox, clock, log, metrics } = needs;
  const from = clock.now();
  const taken = await webhookOutbox.take(ref, from, from + TRY_LEASE_MS);
  if (taken === null) return;
  const endpoint = await webhookEndpoints.byId(ref.endpointId);
  const { outcome, status, retryAfterMs } = endpoint?.enabled
    ? await tryOnce(needs, endpoint, taken)
    : { outcome: "endpoint_disabled" as const, ...NO_ANSWER };
  const at = clock.now();
  const { type, attempt } = taken;
  const tookMs = at - from;
  const nextAt = FINAL.has(outcome) ? null : nextTryAt(attempt, at, retryAfterMs);
  const done = { ...ref, type, attempt, outcome, status, tookMs, at, nextAt };
  const { disabled } = await webhookOutbox.record(done, at - DISABLE_AFTER_MS);
  metrics.write("webhook_delivery", {
    blobs: { type, outcome },
    doubles: { status, took_ms: tookMs, attempt },
  });
  if (outcome !== "delivered") {
    const by = actorLabel(actor);
    const fields = { ...ref, by, type, attempt, outcome, status, tookMs };
    log.warn(nextAt === null ? "webhook_dead" : "webhook_failed", fields);
  }
  if (disabled) log.warn("webhook_endpoint_disabled", { endpointId: ref.endpointId, outcome });
  if (nextAt !== null) await tellQueue(needs, [ref], nextAt - at);
}

async function tryOnce(
  needs: DeliverWebhookNeeds,
  { id, url, secrets }: CalledEndpoint,
  { eventId, body }: TakenDelivery,
): Promise<Tried> {
  const { secretVault, webhookPoster, clock, log } = needs;
  const wrong = wrongWebhookUrl(url, await callRule(needs));
  if (wrong !== null) {
    log.warn("webhook_url_forbidden", { endpointId: id, why: wrong });
    return { outcome: "url_forbidden", ...NO_ANSWER };
  }
  const now = clock.now();
  const live = secrets.filter(({ until }) => until === null || until > now);
  let opened: readonly string[];
  try {
    opened = await Promise.all(live.map(({ sealed }) => secretVault.open(id, sealed)));
  } catch (fault) {
    if (!(fault instanceof SealFault)) throw fault;
    log.error("webhook_secret_unreadable", fault, { endpointId: id });
    return { outcome: "secret_unreadable", ...NO_ANSWER };
  }
  const timestamp = Math.floor(now / SECOND_MS);
  const headers = await signatureHeaders({ id: eventId, timestamp, body }, opened);
  const answer = await webhookPoster.post(url, headers, body);
  return { outcome: outcomeOf(answer), ...answer };
}

/** Any 2xx is a yes; 410 means never again (Standard Webhooks); a redirect is not followed. */
function outcomeOf({ status }: PostAnswer): DeliveryOutcome {
  if (status === null) return "silent";
  if (status >= 200 && status < 300) return "delivered";
  if (status >= 300 && status < 400) return "redirected";
  return status === 410 ? "gone" : "refused";
}

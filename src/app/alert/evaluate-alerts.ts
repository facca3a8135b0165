import { hears, WEBHOOK_TYPES } from "../../contract/webhook-events.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { DatabaseFacts } from "../ports/alert-facts.ts";
import type { Ports } from "../ports/ports.ts";
import { type FactsNeeds, gatherFacts } from "./facts.ts";
import { ALERT_RULES, REMIND_MS } from "./rules.ts";
import { channelsOf, type TellNoticeNeeds, tellNotice } from "./tell-notice.ts";

export type EvaluateAlertsNeeds = FactsNeeds & TellNoticeNeeds & Pick<Ports, "deploymentFindings">;

/** What an evaluation came to. */
export interface Evaluated {
  readonly open: readonly string[];
  /** Notices that were not told to all before. */
  readonly notices: number;
}

/**
 * Judges every rule by what is true now, lets the alert book decide what opens and recovers, and
 * tells it. One run every five minutes; safe to run at any time and twice. A silent D1 or mail
 * service stops neither the judging nor the other ways of telling. Throws when the alert book does
 * not answer: then nothing is decided, and the dead-man's address has to tell.
 */
export async function evaluateAlerts(
  needs: EvaluateAlertsNeeds,
  actor: System,
): Promise<Evaluated> {
  const facts = await gatherFacts(needs);
  const observations = ALERT_RULES.map((rule) => {
    const { id: alert, severity, openAfter, closeAfter } = rule;
    const verdict = rule.judge(facts);
    const seen = { bad: verdict?.bad ?? null, detail: verdict?.detail ?? "not known" };
    return { alert, ...seen, severity, openAfter, closeAfter, remindMs: REMIND_MS[severity] };
  });
  const { emails } = needs.settings.alerts;
  const observed = await needs.alertBook.observe({ observations, channels: channelsOf(emails) });
  for (const notice of observed.notices) await tellNotice(needs, notice);
  const by = actorLabel(actor);
  if (observed.dropped > 0) {
    needs.log.error("alert_notices_dropped", new Error("no channel took them for three days"), {
      notices: observed.dropped,
      by,
    });
  }
  if (facts.database !== null) await afterwards(needs, facts.database, facts.now);
  return { open: observed.open.map(({ alert }) => alert), notices: observed.notices.length };
}

/** What D1 said is shown in charts; and that no reader hears an alert is a finding. */
async function afterwards(
  needs: EvaluateAlertsNeeds,
  { stuck, oldestStuckAt }: DatabaseFacts,
  now: number,
): Promise<void> {
  const oldest = oldestStuckAt === null ? 0 : now - oldestStuckAt;
  needs.metrics.write("stuck", { blobs: {}, doubles: { count: stuck, oldest_ms: oldest } });
  try {
    await noteWhoHears(needs);
  } catch (fault) {
    needs.log.warn("alerts_hearing_not_checked", { why: String(fault) });
  }
}

const ALERT_EVENTS = WEBHOOK_TYPES.filter((type) => type.startsWith("alert."));

async function noteWhoHears(needs: EvaluateAlertsNeeds): Promise<void> {
  const { settings, webhookEndpoints, deploymentFindings } = needs;
  const endpoints = await webhookEndpoints.all();
  const hearing = endpoints.filter(
    ({ enabled, brand, types }) =>
      enabled && brand === null && ALERT_EVENTS.some((type) => hears(types, type)),
  );
  const found = { kind: "alerts_unheard", subject: "deployment" } as const;
  if (settings.alerts.emails.length > 0 || hearing.length > 0) {
    await deploymentFindings.close(found);
    return;
  }
  if (settings.publishedKeys === "taken") return;
  const detail = "ALERT_EMAIL is empty, and no webhook endpoint hears alert.*";
  await deploymentFindings.raise({ ...found, detail });
}

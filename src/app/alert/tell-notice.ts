import type { AlertNotice } from "../ports/alert-book.ts";
import type { Ports } from "../ports/ports.ts";
import { type EmitEventNeeds, emitEvent } from "../webhook-out/emit-event.ts";
import { alertEmail } from "./alert-email.ts";
import { ALERT_RULES, type AlertRule } from "./rules.ts";

export type TellNoticeNeeds = EmitEventNeeds &
  Pick<Ports, "alertBook" | "emailSender" | "brands" | "settings" | "log" | "metrics">;

/** What a notice goes to. */
export const channelsOf = (emails: readonly string[]): readonly string[] => [
  "log",
  "webhook",
  ...emails.map((_, position) => `email:${position}`),
];

/** Of an alert whose rule a release took away. */
const NO_RULE = { summary: "An alert of an earlier release", measures: "nothing", threshold: "–" };

/**
 * Tells a notice to every channel that does not have it yet; what fails stays in the alert book and
 * comes again with the next evaluation. Never throws. Answers with how many channels took it.
 */
export async function tellNotice(needs: TellNoticeNeeds, notice: AlertNotice): Promise<number> {
  const rule = ALERT_RULES.find(({ id }) => id === notice.alert);
  const words = rule ?? { ...NO_RULE, id: notice.alert };
  let told = 0;
  for (const channel of notice.channels) {
    try {
      await tell(needs, notice, words, channel);
      await needs.alertBook.acknowledge({ noticeId: notice.noticeId, channel });
      told += 1;
    } catch (fault) {
      const { alert, event } = notice;
      needs.log.warn("alert_not_told", { alert, notice: event, channel, why: String(fault) });
    }
  }
  return told;
}

type Words = Pick<AlertRule, "id" | "summary" | "measures" | "threshold">;

function tell(
  needs: TellNoticeNeeds,
  notice: AlertNotice,
  rule: Words,
  channel: string,
): Promise<void> {
  if (channel === "log") return writeLine(needs, notice);
  return channel === "webhook"
    ? callEndpoints(needs, notice, rule)
    : mail(needs, notice, rule, Number(channel.replace(/^email:/, "")));
}

async function writeLine({ log, metrics }: TellNoticeNeeds, notice: AlertNotice): Promise<void> {
  const { alert, event, severity, detail, openedAt } = notice;
  const fields = { alert, severity, detail, openedAt: new Date(openedAt).toISOString() };
  if (event === "opened") log.warn("alert_opened", fields);
  else if (event === "reminded") log.warn("alert_still_open", fields);
  else log.info("alert_recovered", fields);
  const blobs = { alert, kind: event, severity };
  metrics.write("alert", { blobs, doubles: { count: 1 } });
}

async function callEndpoints(
  needs: TellNoticeNeeds,
  { noticeId: eventId, alert, event, severity, openedAt, at }: AlertNotice,
  { summary }: Words,
): Promise<void> {
  const opened_at = new Date(openedAt).toISOString();
  const data = { alert, severity, opened_at, summary };
  const sent = { eventId, at, brand: null };
  if (event !== "recovered") {
    await emitEvent(needs, { ...sent, type: `alert.${event}`, data });
    return;
  }
  const recovered_at = new Date(at).toISOString();
  await emitEvent(needs, { ...sent, type: "alert.recovered", data: { ...data, recovered_at } });
}

/** An address that was configured when the alert opened may be gone by now: nothing is sent. */
async function mail(
  { emailSender, brands, settings, log }: TellNoticeNeeds,
  notice: AlertNotice,
  rule: Words,
  position: number,
): Promise<void> {
  const to = settings.alerts.emails[position];
  if (to === undefined) return;
  const { publicUrl } = brands.configured;
  const address = { from: settings.alerts.from, to, position, publicUrl };
  const answer = await emailSender.send(alertEmail(notice, rule, address));
  if (answer === "undeliverable") log.warn("alert_address_refused", { position });
}

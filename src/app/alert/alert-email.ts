import { escapeHtml } from "../base/escape-html.ts";
import type { AlertNotice } from "../ports/alert-book.ts";
import type { EmailMessage } from "../ports/email-sender.ts";
import type { AlertRule } from "./rules.ts";

/** Which deployment says so, and to whom. */
export interface AlertAddress {
  readonly from: string;
  readonly to: string;
  /** Keeps recipients apart where the mail service knows messages by their id. */
  readonly position: number;
  /** `https://topup.example.com`: staging and production write to the same people. */
  readonly publicUrl: string;
}

const WORDS = { opened: "", reminded: "still open: ", recovered: "recovered: " } as const;

/** An email to operators, in English; it names no customer and no top-up. */
export function alertEmail(
  notice: AlertNotice,
  {
    id,
    summary,
    measures,
    threshold,
  }: Pick<AlertRule, "id" | "summary" | "measures" | "threshold">,
  { from, to, position, publicUrl }: AlertAddress,
): EmailMessage {
  const { event, severity, openedAt, at, detail, noticeId } = notice;
  const iso = (ms: number) => new Date(ms).toISOString();
  const over = event === "recovered" ? [`Recovered: ${iso(at)}`] : [];
  const next =
    event === "recovered"
      ? "Nothing has to be done."
      : `What to do: the heading ${id} in src/docs/runbook.md.`;
  const text = [
    `${summary}.`,
    "",
    `Now: ${detail}`,
    `Deployment: ${publicUrl}`,
    `Severity: ${severity}`,
    `Open since: ${iso(openedAt)}`,
    ...over,
    `Measured: ${measures}; alert at ${threshold}.`,
    "",
    next,
  ].join("\n");
  const host = new URL(publicUrl).host;
  return {
    noticeId: `${noticeId}.${position}`,
    from,
    to: { email: to, name: "" },
    subject: `[${severity}] ${host}: ${WORDS[event]}${summary}`,
    text,
    html: `<pre>${escapeHtml(text)}</pre>`,
  };
}

import { DAY_MS, HOUR_MS } from "../../domain/base/time.ts";
import type { AlertSeverity } from "../ports/alert-book.ts";
import type { Verdict, WatchedFacts } from "./facts.ts";
import * as judge from "./judgements.ts";

export interface AlertRule {
  /** The runbook has a heading of this name, which says what to do. */
  readonly id: string;
  readonly measures: string;
  readonly threshold: string;
  /** What it looks back on. */
  readonly window: string;
  readonly severity: AlertSeverity;
  /** The subject of an email, and what webhooks say: the same for every alert of the rule. */
  readonly summary: string;
  /** After how many evaluations (every five minutes) in a row it opens, and recovers. */
  readonly openAfter: number;
  readonly closeAfter: number;
  readonly judge: (facts: WatchedFacts) => Verdict;
}

/** How often an open alert is told again; ms. */
export const REMIND_MS: Readonly<Record<AlertSeverity, number>> = {
  critical: 4 * HOUR_MS,
  warning: DAY_MS,
};

/** What is certain: it opens at once. Nothing recovers before it has been good twice. */
const AT_ONCE = { openAfter: 1, closeAfter: 2 } as const;
/** What may flap: it has to be bad twice as well. */
const DAMPED = { openAfter: 2, closeAfter: 2 } as const;

/** Everything that wakes on-call. A new rule: its row, its heading in the runbook, its test. */
export const ALERT_RULES: readonly AlertRule[] = [
  {
    id: "success_rate",
    measures: "credited top-ups, of those that were credited or refunded because of us or the OCS",
    threshold: "under 90 %, and three or more refunds",
    window: "the newest 500 top-ups of the last two hours",
    severity: "critical",
    summary: "Too many paid top-ups are refunded instead of credited",
    ...DAMPED,
    judge: judge.successRate,
  },
  {
    id: "unresolved_old",
    measures: "the age of the oldest paid top-up without an end",
    threshold: "30 minutes; for a refund at the bank, three days",
    window: "now",
    severity: "critical",
    summary: "A paid top-up has been neither credited nor refunded for too long",
    ...AT_ONCE,
    judge: judge.unresolvedOld,
  },
  {
    id: "refund_failing",
    measures: "top-ups whose refund has failed",
    threshold: "one",
    window: "now",
    severity: "critical",
    summary: "A refund has failed, and a customer waits for money",
    ...AT_ONCE,
    judge: judge.refundFailing,
  },
  {
    id: "dead_letters",
    measures: "messages that ran out of retries",
    threshold: "one",
    window: "15 minutes",
    severity: "warning",
    summary: "Messages reach the dead-letter queue",
    ...AT_ONCE,
    judge: judge.deadLetters,
  },
  {
    id: "webhooks_silent",
    measures: "the age of Stripe's last webhook, while payments succeed",
    threshold: "60 minutes, with three or more payments meanwhile",
    window: "60 minutes",
    severity: "warning",
    summary: "Stripe's webhooks do not arrive; the sweep finds the payments minutes late",
    ...DAMPED,
    judge: judge.webhooksSilent,
  },
  {
    id: "ocs_unanswering",
    measures: "whether each engine answers a read",
    threshold: "one that does not within five seconds",
    window: "two evaluations, ten minutes",
    severity: "critical",
    summary: "A charging system does not answer; nothing is sold or credited there",
    ...DAMPED,
    judge: judge.ocsUnanswering,
  },
  {
    id: "cron_heartbeat",
    measures: "the age of the last sweep that ended",
    threshold: "20 minutes",
    window: "now",
    severity: "critical",
    summary: "The five-minute sweep does not end",
    ...AT_ONCE,
    judge: judge.cronHeartbeat,
  },
  {
    id: "d1_unanswering",
    measures: "whether D1 answers",
    threshold: "one batch of reads that it does not answer",
    window: "two evaluations, ten minutes",
    severity: "critical",
    summary: "The database does not answer; nothing new is sold",
    ...DAMPED,
    judge: judge.databaseUnanswering,
  },
  {
    id: "projection_late",
    measures: "how long events of an object have waited for their place in D1",
    threshold: "ten minutes",
    window: "15 minutes",
    severity: "warning",
    summary: "The database is behind the objects",
    ...DAMPED,
    judge: judge.projectionLate,
  },
  {
    id: "ledger_filling",
    measures: "open findings of the deployment about the room in its databases",
    threshold: "one",
    window: "now",
    severity: "warning",
    summary: "A database is nearly full",
    ...AT_ONCE,
    judge: judge.ledgerFilling,
  },
  {
    id: "sales_stopped",
    measures: "an open finding that stops all sales and refunds",
    threshold: "one",
    window: "now",
    severity: "critical",
    summary: "Another deployment has this one's id: nothing is sold or refunded",
    ...AT_ONCE,
    judge: judge.salesStopped,
  },
  {
    id: "deployment_findings",
    measures: "other open findings of the deployment that need an operator",
    threshold: "one",
    window: "now",
    severity: "warning",
    summary: "Findings of the deployment wait for an operator",
    ...AT_ONCE,
    judge: judge.deploymentFindings,
  },
  {
    id: "credits_not_audited",
    measures: "the age of the last comparison of all credits with the OCS that ended",
    threshold: "50 hours",
    window: "now",
    severity: "warning",
    summary: "Credits have not been compared with the charging system for two nights",
    ...AT_ONCE,
    judge: judge.creditsNotAudited,
  },
  {
    id: "webhook_endpoint_failing",
    measures: "endpoints that were disabled because nothing reached them for five days",
    threshold: "one",
    window: "now",
    severity: "warning",
    summary: "A webhook endpoint was disabled, because nothing reached it for days",
    ...AT_ONCE,
    judge: judge.endpointFailing,
  },
];

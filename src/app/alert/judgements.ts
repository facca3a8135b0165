/** The rules of `rules.ts` as functions of the facts; each answers with the numbers behind it. */
import type { SignalName } from "../../contract/signals.ts";
import { HOUR_MS, MINUTE_MS } from "../../domain/base/time.ts";
import type { DatabaseFacts } from "../ports/alert-facts.ts";
import type { Verdict, WatchedFacts } from "./facts.ts";

const LEAST_SHARE = 0.9;
const LEAST_FAILED = 3;
const UNRESOLVED_MS = 30 * MINUTE_MS;
const JUST_NOW_MS = 15 * MINUTE_MS;
const WEBHOOKS_MS = HOUR_MS;
const LEAST_PAID = 3;
const SWEEP_MS = 20 * MINUTE_MS;
const AUDIT_MS = 50 * HOUR_MS;

/** Findings that stop all sales. */
const STOPPING = "deployment_id_conflict";
/** Advice: an operator reads it when there is time. */
const QUIET_KINDS: ReadonlySet<string> = new Set([
  "brand_incomplete",
  "deployment_unclaimed",
  "alerts_unheard",
]);
const isAboutRoom = (kind: string): boolean => kind.startsWith("ledger");

/** What only D1 knows is not known while it is silent: the alert stays as it is. */
const ofDatabase =
  (rule: (database: DatabaseFacts, now: number) => NonNullable<Verdict>) =>
  ({ database, now }: WatchedFacts): Verdict =>
    database === null ? null : rule(database, now);

export const successRate = ofDatabase(({ credited, failed }) => {
  const share = credited + failed === 0 ? 1 : credited / (credited + failed);
  const percent = Math.floor(share * 1000) / 10;
  return {
    bad: failed >= LEAST_FAILED && share < LEAST_SHARE,
    detail: `${percent} % credited: ${credited} credited, ${failed} refunded`,
  };
});

export const unresolvedOld = ofDatabase(({ stuck, oldestStuckAt }, now) => {
  const age = oldestStuckAt === null ? 0 : now - oldestStuckAt;
  return {
    bad: age > UNRESOLVED_MS,
    detail: `${stuck} without an end, the oldest for ${minutes(age)}`,
  };
});

export const refundFailing = ofDatabase(({ refundsFailed }) => ({
  bad: refundsFailed > 0,
  detail: `${refundsFailed} refunds have failed`,
}));

export function deadLetters({ signals, now }: WatchedFacts): Verdict {
  const at = signals.dead_letter?.at;
  if (at === undefined) return { bad: false, detail: "none yet" };
  return { bad: now - at < JUST_NOW_MS, detail: `the last one ${minutes(now - at)} ago` };
}

export function webhooksSilent({ signals, database, now }: WatchedFacts): Verdict {
  if (database === null) return null;
  const age = ageOf({ signals, now }, "webhook_received");
  if (age === null) return null;
  return {
    bad: age > WEBHOOKS_MS && database.paidLately >= LEAST_PAID,
    detail: `no webhook for ${minutes(age)}; payments in the last hour: ${database.paidLately}`,
  };
}

export const ocsUnanswering = ({ silentEngines }: WatchedFacts): Verdict => ({
  bad: silentEngines.length > 0,
  detail:
    silentEngines.length === 0
      ? "all answer"
      : silentEngines.map(({ ocs, why }) => `${ocs}: ${why}`).join("; "),
});

export function cronHeartbeat(facts: WatchedFacts): Verdict {
  const age = ageOf(facts, "sweep_finished");
  return age === null ? null : { bad: age > SWEEP_MS, detail: `${minutes(age)} since the last` };
}

export const databaseUnanswering = ({ database, databaseFault }: WatchedFacts): Verdict => ({
  bad: database === null,
  detail: database === null ? databaseFault : "it answers",
});

export function projectionLate({ signals, now }: WatchedFacts): Verdict {
  const late = signals.projection_late;
  if (late === undefined) return { bad: false, detail: "it was never late" };
  const ago = now - late.at;
  return {
    bad: ago < JUST_NOW_MS,
    detail: `${minutes(ago)} ago something had waited for ${minutes(late.value ?? 0)}`,
  };
}

export const ledgerFilling = ofDatabase(({ findings }) =>
  ofFindings(findings.filter(({ kind }) => isAboutRoom(kind))),
);
export const salesStopped = ofDatabase(({ findings }) =>
  ofFindings(findings.filter(({ kind }) => kind === STOPPING)),
);
export const deploymentFindings = ofDatabase(({ findings }) =>
  ofFindings(
    findings.filter(
      ({ kind }) => kind !== STOPPING && !isAboutRoom(kind) && !QUIET_KINDS.has(kind),
    ),
  ),
);

export function creditsNotAudited(facts: WatchedFacts): Verdict {
  const age = ageOf(facts, "credits_audited");
  if (age === null) return null;
  return { bad: age > AUDIT_MS, detail: `${Math.floor(age / HOUR_MS)} hours since the last` };
}

export const endpointFailing = ofDatabase(({ disabledEndpoints }) => ({
  bad: disabledEndpoints > 0,
  detail: `${disabledEndpoints} disabled; operator -- webhook list shows them`,
}));

/**
 * How long ago, counted from the first evaluation where it never happened; null: this is the first
 * evaluation.
 */
function ageOf(
  { signals, now }: Pick<WatchedFacts, "signals" | "now">,
  name: SignalName,
): number | null {
  const at = signals[name]?.at ?? signals.alerts_began?.at;
  return at === undefined ? null : now - at;
}

/** Kinds and their number: a subject may be the name of a row, which says little in an email. */
function ofFindings(found: DatabaseFacts["findings"]): NonNullable<Verdict> {
  const byKind = Map.groupBy(found, ({ kind }) => kind);
  const counted = [...byKind].map(([kind, all]) => `${kind} (${all.length})`);
  return { bad: found.length > 0, detail: counted.join(", ") || "none" };
}

const minutes = (ms: number): string => `${Math.floor(ms / MINUTE_MS)} min`;

import type { TopUpJson } from "../../contract/api.ts";
import type { EvidenceJson, UnresolvedJson } from "../../contract/operator.ts";
import { toDecimal } from "../../domain/base/money.ts";
import { nextCommands } from "./next-commands.ts";
import { bothTimes, localTime } from "./when.ts";

/**
 * First three lines per finding that concerns no top-up: its age, kind and subject, what is wrong,
 * and what to do. Then one line per unresolved top-up: its age, state, id and open findings.
 */
export function unresolvedLines(answer: UnresolvedJson, nowMs: number): string[] {
  const { unresolved, deployment_findings } = answer;
  if (unresolved.length === 0 && deployment_findings.length === 0) return ["nothing unresolved"];
  const age = (since: string) => ageOf(Date.parse(since), nowMs).padStart(7);
  const found = deployment_findings.flatMap(({ kind, subject, detail, since, remedy }) => [
    `${age(since)}  ${kind}  ${subject}`,
    `         ${detail}`,
    `         to do: ${remedy}`,
  ]);
  const rows = unresolved.map((row) => {
    const findings = row.findings.length > 0 ? `  [${row.findings.join(", ")}]` : "";
    const id = `${row.service_id}/${row.top_up_id}`;
    return `${age(row.since)}  ${row.state.padEnd(17)} ${id}${findings}`;
  });
  return [...found, ...rows];
}

/** One line: the state of a top-up, since when, and what was bought. */
export function topUpLine(topUp: TopUpJson, ownZone: string): string {
  const { minor, currency } = topUp.price;
  const price = `${toDecimal({ minor, currency })} ${currency.toUpperCase()}`;
  const name = topUp.unconfirmed ? `${topUp.state} (unconfirmed)` : topUp.state;
  const since = bothTimes(topUp.since, topUp.time_zone, ownZone);
  return `${name} since ${since}: ${topUp.quantity} days, ${price}, ${topUp.service_label}`;
}

/** A top-up's state and log, beside what the OCS and Stripe say now. */
export function evidenceLines(evidence: EvidenceJson, ownZone: string): string[] {
  const { top_up: topUp } = evidence;
  const at = (instant: string) => localTime(instant, topUp.time_zone);
  return [
    topUpLine(topUp, ownZone),
    nextCommands(topUp.state, `${topUp.service_id}/${topUp.id}`),
    "",
    "log",
    ...evidence.log.map((row) => `  ${row.seq}  ${at(row.at)}  ${row.type}  ${short(row.body)}`),
    "",
    "payer",
    indented(evidence.payer),
    "",
    "OCS, read now",
    indented(evidence.ocs),
    "",
    "Stripe, read now",
    indented(evidence.stripe),
    "",
    "state",
    indented(evidence.state),
  ];
}

function short(body: unknown): string {
  const text = JSON.stringify(body) ?? "";
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function indented(value: unknown): string {
  return (JSON.stringify(value, null, 2) ?? "nothing").replaceAll(/^/gm, "  ");
}

function ageOf(sinceMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / (24 * 60))} d`;
}

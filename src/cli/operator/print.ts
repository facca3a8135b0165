import type { TopUpJson } from "../../contract/api.ts";
import type { EvidenceJson, UnresolvedJson } from "../../contract/operator.ts";
import { toDecimal } from "../../domain/base/money.ts";

/** One line per unresolved top-up: its age, its state, its id and its open findings. */
export function unresolvedLines({ unresolved }: UnresolvedJson, nowMs: number): string[] {
  if (unresolved.length === 0) return ["nothing unresolved"];
  return unresolved.map((row) => {
    const findings = row.findings.length > 0 ? `  [${row.findings.join(", ")}]` : "";
    const age = ageOf(Date.parse(row.since), nowMs).padStart(7);
    return `${age}  ${row.state.padEnd(17)} ${row.service_id}/${row.top_up_id}${findings}`;
  });
}

/** One line: the state of a top-up, since when, and what was bought. */
export function topUpLine(topUp: TopUpJson): string {
  const { minor, currency } = topUp.price;
  const price = `${toDecimal({ minor, currency })} ${currency.toUpperCase()}`;
  const name = topUp.unconfirmed ? `${topUp.state} (unconfirmed)` : topUp.state;
  return `${name} since ${topUp.since}: ${topUp.quantity} days, ${price}, ${topUp.service_label}`;
}

/** A top-up's state and log, beside what the OCS and Stripe say now. */
export function evidenceLines(evidence: EvidenceJson): string[] {
  return [
    topUpLine(evidence.top_up),
    "",
    "log",
    ...evidence.log.map((row) => `  ${row.seq}  ${row.at}  ${row.type}  ${short(row.body)}`),
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

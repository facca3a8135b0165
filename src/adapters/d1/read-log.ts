/** The log of one top-up, read once: its state, its findings, and when it ended. */
import type { ProjectedPayer, ProjectedTopUp } from "../../app/ports/projection-store.ts";
import type { ReadEvent, TopUpEvent } from "../../domain/top-up/events.ts";
import { evolve } from "../../domain/top-up/evolve/evolve.ts";
import { isEnded } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";

export interface ReadLog {
  readonly topUp: TopUp;
  readonly log: readonly ReadEvent[];
  /** The newest event. */
  readonly seq: number;
  /** When the top-up ended; Unix ms; null: it has not. */
  readonly endedAt: number | null;
  readonly findings: readonly ReadFinding[];
  /** Sealed; null: none, or erased. */
  readonly payer: ProjectedPayer | null;
}
export interface ReadFinding {
  readonly kind: string;
  readonly detail: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

/**
 * Whether a top-up has ended is asked only after all events of one instant: within a commit a state
 * may look ended for a moment (return is decided, its refund row is not written yet). A finding
 * closes when its top-up ends later; one that was raised after the end stays open for an operator.
 */
export function readLog(projected: ProjectedTopUp): ReadLog {
  const log = [...projected.events].sort((a, b) => a.seq - b.seq).map(logged);
  let topUp: TopUp | null = null;
  let endedAt: number | null = null;
  let findings: ReadFinding[] = [];
  let raisedNow: ReadFinding[] = [];
  for (const [i, { event, at }] of log.entries()) {
    topUp = evolve(topUp, event, at);
    if (event.type === "FindingRaised" && !hasKind([...findings, ...raisedNow], event.kind)) {
      const { kind, detail } = event;
      raisedNow.push({ kind, detail, openedAt: at, closedAt: null });
    }
    if (log[i + 1]?.at === at) continue;
    const ended = isEnded(topUp);
    if (ended && endedAt === null) {
      findings = findings.map((f) => (f.closedAt === null ? { ...f, closedAt: at } : f));
    }
    endedAt = ended ? (endedAt ?? at) : null;
    findings = [...findings, ...raisedNow];
    raisedNow = [];
  }
  if (!topUp) throw new Error(`${projected.topUpId}: a log without events`);
  const { payer } = projected;
  return { topUp, log, seq: log.at(-1)?.seq ?? 0, endedAt, findings, payer };
}

const hasKind = (findings: readonly ReadFinding[], kind: string) =>
  findings.some((f) => f.kind === kind);

/** The object wrote the log, so its shape is not checked again. */
function logged(e: ProjectedTopUp["events"][number]): ReadEvent {
  const body = typeof e.body === "object" ? e.body : {};
  return { seq: e.seq, at: e.at, event: { ...body, type: e.type } as TopUpEvent };
}

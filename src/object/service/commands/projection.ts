import type { ProjectionBatch } from "../../../app/ports/projection-store.ts";
import type { ServiceObject } from "../../../app/ports/service-object.ts";
import type { TopUpEvent } from "../../../domain/top-up/events.ts";
import { isForLedger } from "../../../domain/top-up/facts.ts";
import { isEnded } from "../../../domain/top-up/names.ts";
import type { TopUp } from "../../../domain/top-up/state.ts";
import type { Core } from "../core.ts";

/** Top-ups in one batch at most; the next poke takes the rest. */
const BATCH = 20;

/** What D1 has not seen: the top-ups that changed, each with its whole log. Unpaid ones never. */
export function unprojected(core: Core): ProjectionBatch | null {
  const { serviceId, projectedSeq, resendNumber } = core.store.facts;
  if (serviceId === null || core.projectionDueAt() === null) return null;
  const changed = core.store.changedAfter(projectedSeq, BATCH);
  const topUps = changed.flatMap((topUpId) => {
    const t = core.store.load(topUpId);
    if (!t || (!isForLedger(t) && t.findings.length === 0)) return [];
    return [{ topUpId, events: core.store.log(topUpId) }];
  });
  // With more to come, only what lies before the first top-up left out is done.
  const seq = changed.length < BATCH ? core.store.seq : core.store.newestOf(changed);
  return { serviceId, seq, resendNumber, topUps };
}

type ProjectedInput = Parameters<ServiceObject["recordProjected"]>[0];

/** D1 has it. The numbers of its invoices become facts of their top-ups, in the same commit. */
export function recordProjected(core: Core, input: ProjectedInput): void {
  const fresh = input.invoices.flatMap(({ topUpId, invoiceNumber }) => {
    const t = core.store.load(topUpId);
    return t && t.invoiceNumber === null ? [{ t, invoiceNumber }] : [];
  });
  const { projectedSeq, resendNumber } = core.store.facts;
  // Pulled before D1 was said to have forgotten: it may be among what was forgotten.
  const seq =
    input.resendNumber === resendNumber ? Math.max(projectedSeq, input.seq) : projectedSeq;
  if (seq === projectedSeq && fresh.length === 0) return;
  core.lastDispatches.delete("project");
  core.commit(() => {
    core.store.saveFacts({ projectedSeq: seq });
    return fresh.map(({ t, invoiceNumber }) =>
      core.extend(t, [{ type: "InvoiceNumbered", invoiceNumber }]),
    );
  });
}

/**
 * D1 forgot. Everything is due again, in batches like any other news; the logs stay as they are, so
 * no letter and no credit comes twice. Pressed again, it begins anew.
 */
export function reproject(
  core: Core,
  { order: { actor, reason } }: { order: { actor: string; reason: string } },
): "due" | "empty" {
  const newest = core.store.newest();
  if (!newest || core.store.facts.dirtySeq === 0) return "empty";
  const line: TopUpEvent = {
    ...{ type: "OperatorActed", action: "reproject" },
    ...{ actor, reason, approvedBy: null },
  };
  resendAll(core, () => [core.extend(newest, [line])]);
  return "due";
}

/** The sweep's hint, nobody's order: with this top-up on its way to D1 it says nothing new. */
export function reprojectIfUnseen(core: Core, { topUpId }: { topUpId: string }): "due" | "nothing" {
  const t = core.store.load(topUpId);
  if (!t?.money || !isEnded(t)) return "nothing";
  const told = core.store.newestOf([topUpId]) <= core.store.facts.projectedSeq;
  if (core.projectionDueAt() !== null && !told) return "nothing";
  resendAll(core, () => []);
  return "due";
}

function resendAll(core: Core, work: () => readonly TopUp[]): void {
  core.lastDispatches.delete("project");
  core.commit(() => {
    const changed = work();
    const resendNumber = core.store.facts.resendNumber + 1;
    core.store.saveFacts({ projectedSeq: 0, resendNumber, dirtyAt: core.deps.now() });
    return changed;
  });
}

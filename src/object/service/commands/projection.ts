/** What D1 has not seen yet, and what D1 has confirmed. */
import type { TopUpEvent } from "../../../domain/top-up/events.ts";
import { hasProjection } from "../../../domain/top-up/facts.ts";
import { isEnded } from "../../../domain/top-up/states.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";

/** Top-ups in one batch at most; the next message takes the rest. */
const BATCH = 20;

/**
 * The top-ups that changed since D1 last confirmed, each with its whole log. A top-up that was
 * never paid nor declined and has no finding is left out. Null: D1 is up to date.
 */
export function unprojected(core: Core): MethodAnswer<"unprojected"> {
  const { serviceId, projectedSeq, resendNumber } = core.store.facts;
  const dueAt = core.projectionDueAt();
  if (serviceId === null || dueAt === null) return null;
  const changed = core.store.changedAfter(projectedSeq, BATCH);
  const topUps = changed.flatMap((topUpId) => {
    const t = core.store.load(topUpId);
    if (!t || !hasProjection(t)) return [];
    return [{ topUpId, events: core.store.log(topUpId), payer: core.store.payers.of(topUpId) }];
  });
  // A full batch proves only what lies before the first top-up that it leaves out.
  const seq = changed.length < BATCH ? core.store.seq : core.store.newestOf(changed);
  return { serviceId, seq, resendNumber, dueAt, topUps };
}

/**
 * D1 has everything up to `seq`. The numbers of its invoices become events of their top-ups in the
 * same commit. A batch from before a `reproject` proves nothing: D1 may have forgotten it.
 */
export function recordProjected(core: Core, input: MethodInput<"recordProjected">): void {
  const numbered = input.invoices.flatMap(({ topUpId, invoiceNumber }) => {
    const t = core.store.load(topUpId);
    return t && t.invoiceNumber === null ? [{ t, invoiceNumber }] : [];
  });
  const { projectedSeq, resendNumber } = core.store.facts;
  const seq =
    input.resendNumber === resendNumber ? Math.max(projectedSeq, input.seq) : projectedSeq;
  if (seq === projectedSeq && numbered.length === 0) return;
  core.lastDispatches.delete("project");
  core.commit(() => {
    core.store.saveFacts({ projectedSeq: seq });
    return numbered.map(({ t, invoiceNumber }) =>
      core.extend(t, [{ type: "InvoiceNumbered", invoiceNumber }]),
    );
  });
}

/**
 * D1 was restored. Everything is due again, in batches like any other events; the logs stay as they
 * are, so no notice and no credit comes twice. Ordered again, it begins again. `empty`: this object
 * never had anything for D1.
 */
export function reproject(
  core: Core,
  { order: { actor, reason } }: MethodInput<"reproject">,
): MethodAnswer<"reproject"> {
  const newest = core.store.newest();
  if (!newest || core.store.facts.dirtySeq === 0) return "empty";
  const line: TopUpEvent = {
    type: "OperatorActed",
    action: "reproject",
    actor,
    reason,
    approval: null,
  };
  resendAll(core, () => [core.extend(newest, [line])]);
  return "due";
}

/**
 * The sweep found no end of this top-up in D1. With an end that D1 once confirmed, D1 was restored.
 * While the top-up is on its way to D1 the call changes nothing. No operator ordered it, so no line
 * is added to a log.
 */
export function reprojectIfUnseen(
  core: Core,
  { topUpId }: MethodInput<"reprojectIfUnseen">,
): MethodAnswer<"reprojectIfUnseen"> {
  const t = core.store.load(topUpId);
  if (!t?.money || !isEnded(t)) return "nothing";
  const confirmed = core.store.newestOf([topUpId]) <= core.store.facts.projectedSeq;
  if (core.projectionDueAt() !== null && !confirmed) return "nothing";
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

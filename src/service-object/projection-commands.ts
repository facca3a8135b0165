import type { ProjectionBatch } from "../actions/register-port.ts";
import type { NoticeWork } from "../actions/service-object-port.ts";
import { dueNotices } from "../domain/retry.ts";
import type { TopUpEvent } from "../domain/top-up/events.ts";
import { finding } from "../domain/top-up/outcome.ts";
import type { NoticeKind } from "../domain/top-up/state.ts";
import type { Core } from "./core.ts";

/** Top-ups in one batch at most; the next poke takes the rest. */
const BATCH = 20;

/** What D1 has not seen: the top-ups that changed, each with its whole log. Unpaid ones never. */
export function projection(core: Core): ProjectionBatch | null {
  const { serviceId, projectedSeq } = core.store.facts;
  if (serviceId === null || core.projectionDueAt() === null) return null;
  const changed = core.store.changedAfter(projectedSeq, BATCH);
  const topUps = changed.flatMap((topUpId) => {
    const t = core.store.load(topUpId);
    if (!t || (!t.money && t.findings.length === 0)) return [];
    return [{ topUpId, events: core.store.log(topUpId) }];
  });
  // With more to come, only what lies before the first top-up left out is done.
  const seq = changed.length < BATCH ? core.store.seq : core.store.newestOf(changed);
  return { serviceId, seq, topUps };
}

/** D1 has it. The invoice numbers born there become facts of their top-ups, in the same commit. */
export function projected(
  core: Core,
  input: { seq: number; invoices: readonly { topUpId: string; invoiceNumber: string }[] },
): void {
  const fresh = input.invoices.flatMap(({ topUpId, invoiceNumber }) => {
    const t = core.store.load(topUpId);
    return t && t.invoiceNumber === null ? [{ t, invoiceNumber }] : [];
  });
  if (input.seq <= core.store.facts.projectedSeq && fresh.length === 0) return;
  core.sent.delete("project");
  core.commit(() => {
    core.store.saveFacts({ projectedSeq: Math.max(core.store.facts.projectedSeq, input.seq) });
    return fresh.map(({ t, invoiceNumber }) =>
      core.extend(t, [{ type: "InvoiceNumbered", invoiceNumber }]),
    );
  });
}

export function noticeWork(core: Core, topUpId: string): NoticeWork | null {
  const topUp = core.store.load(topUpId);
  if (!topUp) return null;
  const notices = dueNotices(topUp);
  return notices.length > 0 ? { topUp, notices } : null;
}

export function noticeSent(
  core: Core,
  input: { topUpId: string; kind: NoticeKind; undeliverable: boolean },
): void {
  const { topUpId, kind, undeliverable } = input;
  core.apply(topUpId, (t) => {
    if (!t.notices.some((n) => n.kind === kind && !n.sent)) return { events: [], answer: null };
    const sent: TopUpEvent = { type: "NoticeSent", kind, undeliverable };
    const found = undeliverable ? finding(t, "undeliverable", `the ${kind} letter`) : [];
    return { events: [sent, ...found], answer: null };
  });
}

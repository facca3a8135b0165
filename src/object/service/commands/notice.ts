import type { NoticeAnswer, PendingNotices } from "../../../app/ports/service-object/notice.ts";
import { finding } from "../../../domain/top-up/decide/outcome.ts";
import { dueNotices } from "../../../domain/top-up/due-times.ts";
import type { TopUpEvent } from "../../../domain/top-up/events.ts";
import type { NoticeKind, TopUp } from "../../../domain/top-up/state.ts";
import type { Core } from "../core.ts";

const KINDS: readonly NoticeKind[] = ["confirmation", "refund", "processing"];
/** Longer than any hand-over takes; ms. */
const ANSWER_MS = 120_000;

/**
 * The letters that are to be handed over now. `once`: the mail service would take a letter twice.
 * Then it is committed first that it is being handed over, and whatever gets no answer is never
 * handed over again: a letter comes at most once, and a person is told that it may be missing.
 */
export function pendingNotices(
  core: Core,
  { topUpId, once }: { topUpId: string; once: boolean },
): PendingNotices | null {
  const topUp = core.store.load(topUpId);
  if (!topUp) return null;
  const fresh = dueNotices(topUp).filter((kind) => handedOverAt(core, topUpId, kind) === undefined);
  // Also of letters that are owed no more, since the top-up went on meanwhile.
  const silent = KINDS.filter((kind) => isOverdue(core, topUpId, kind));
  if ((once && fresh.length > 0) || silent.length > 0) {
    core.commit(() => {
      const begun = once ? fresh : [];
      const out = begun.map((kind) => [keyOf(topUpId, kind), core.deps.now()] as const);
      saveUnanswered(core, { ...withoutKinds(core, topUpId, silent), ...Object.fromEntries(out) });
      return silent.length > 0 ? [core.extend(topUp, unsure(topUp, silent))] : [];
    });
  }
  return fresh.length > 0 ? { topUp, notices: fresh } : null;
}

/** What the mail service said to a letter. */
export function recordNotice(
  core: Core,
  input: { topUpId: string; kind: NoticeKind; answer: NoticeAnswer },
): void {
  const { topUpId, kind, answer } = input;
  const t = core.store.load(topUpId);
  if (!t) throw new Error(`no such top-up here: ${topUpId}`);
  const events = isOpen(t, kind) ? eventsOf(t, kind, answer) : [];
  const wasHandedOver = handedOverAt(core, topUpId, kind) !== undefined;
  if (events.length === 0 && !wasHandedOver) return;
  core.commit(() => {
    if (wasHandedOver) saveUnanswered(core, withoutKinds(core, topUpId, [kind]));
    return events.length > 0 ? [core.extend(t, events)] : [];
  });
}

/** An answer that comes late is better than none. */
const isOpen = ({ notices }: TopUp, kind: NoticeKind): boolean =>
  notices.some((n) => n.kind === kind && (!n.sent || n.unsure));

function eventsOf(t: TopUp, kind: NoticeKind, answer: NoticeAnswer): TopUpEvent[] {
  switch (answer) {
    case "taken":
      return [{ type: "NoticeSent", kind, undeliverable: false }];
    case "undeliverable": {
      const sent: TopUpEvent = { type: "NoticeSent", kind, undeliverable: true };
      return [sent, ...finding(t, "undeliverable", `the ${kind} letter`)];
    }
    case "unsure":
      return unsure(t, [kind]);
    case "not_taken":
      return [];
  }
}

const unsure = (t: TopUp, kinds: readonly NoticeKind[]): TopUpEvent[] =>
  kinds.flatMap((kind) => [{ type: "NoticeUnsure", kind }, ...unsureFinding(t, kind)]);

/** A kind each: an older finding of the same kind would keep a new one from being heard. */
function unsureFinding(t: TopUp, kind: NoticeKind): TopUpEvent[] {
  switch (kind) {
    case "confirmation":
      return finding(t, "receipt_unsure", "no answer to the letter with the new end");
    case "refund":
      return finding(t, "refund_notice_unsure", "no answer to the letter about the refund");
    case "processing":
      return finding(t, "bank_notice_unsure", "no answer to the letter about the bank's days");
  }
}

const keyOf = (topUpId: string, kind: NoticeKind): string => `${topUpId}:${kind}`;

const handedOverAt = ({ store }: Core, topUpId: string, kind: NoticeKind): number | undefined =>
  store.facts.unansweredNotices[keyOf(topUpId, kind)];

function isOverdue(core: Core, topUpId: string, kind: NoticeKind): boolean {
  const since = handedOverAt(core, topUpId, kind);
  return since !== undefined && core.deps.now() - since >= ANSWER_MS;
}

function withoutKinds({ store }: Core, topUpId: string, kinds: readonly NoticeKind[]) {
  const gone = new Set(kinds.map((kind) => keyOf(topUpId, kind)));
  const { unansweredNotices } = store.facts;
  return Object.fromEntries(Object.entries(unansweredNotices).filter(([key]) => !gone.has(key)));
}

const saveUnanswered = (
  { store }: Core,
  unansweredNotices: Readonly<Record<string, number>>,
): void => store.saveFacts({ unansweredNotices });

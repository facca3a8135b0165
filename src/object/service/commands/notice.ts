/** Notices to customers: each is sent at most once, and one that may be missing is a finding. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import { finding } from "../../../domain/top-up/decide/outcome.ts";
import { dueNotices } from "../../../domain/top-up/due-times.ts";
import type { TopUpEvent } from "../../../domain/top-up/events.ts";
import type { NoticeKind, TopUp } from "../../../domain/top-up/top-up.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";

const KINDS: readonly NoticeKind[] = ["confirmation", "refund", "refund_correction", "processing"];
/** Longer than the email service takes to answer; ms. */
const ANSWER_MS = 120_000;

/**
 * The notices to send now; null: none. `once`: the email service would take the same message twice.
 * Then the object first commits that the notice is being sent, and never sends again what got no
 * answer: a notice comes at most once, and a finding says that it may be missing (decision 15).
 */
export function pendingNotices(
  core: Core,
  { topUpId, once }: MethodInput<"pendingNotices">,
): MethodAnswer<"pendingNotices"> {
  const topUp = core.store.load(topUpId);
  if (!topUp) return null;
  const fresh = dueNotices(topUp).filter((kind) => sentAt(core, topUpId, kind) === undefined);
  // Notices that are not due any more, because the top-up went on meanwhile, count here too.
  const silent = KINDS.filter((kind) => isOverdue(core, topUpId, kind));
  if ((once && fresh.length > 0) || silent.length > 0) {
    core.commit(() => {
      const begun = once ? fresh : [];
      const sent = begun.map((kind) => [keyOf(topUpId, kind), core.deps.now()] as const);
      saveUnanswered(core, { ...withoutKinds(core, topUpId, silent), ...Object.fromEntries(sent) });
      return silent.length > 0 ? [core.extend(topUp, unsure(topUp, silent))] : [];
    });
  }
  if (fresh.length === 0) return null;
  return { topUp, notices: fresh, payer: core.store.payers.of(topUpId) };
}

/** The email service's answer to a notice. Throws when this object has no such top-up. */
export function recordNotice(
  core: Core,
  { topUpId, kind, answer }: MethodInput<"recordNotice">,
): void {
  const t = core.store.load(topUpId);
  if (!t) throw new Error(`no such top-up here: ${topUpId}`);
  const events = isOpen(t, kind) ? eventsOf(t, kind, answer) : [];
  const wasSent = sentAt(core, topUpId, kind) !== undefined;
  if (events.length === 0 && !wasSent) return;
  core.commit(() => {
    if (wasSent) saveUnanswered(core, withoutKinds(core, topUpId, [kind]));
    return events.length > 0 ? [core.extend(t, events)] : [];
  });
}

/** A late answer still counts: it is better than not knowing. */
const isOpen = ({ notices }: TopUp, kind: NoticeKind): boolean =>
  notices.some((n) => n.kind === kind && (!n.sent || n.unsure));

function eventsOf(
  t: TopUp,
  kind: NoticeKind,
  answer: MethodInput<"recordNotice">["answer"],
): TopUpEvent[] {
  switch (answer) {
    case "taken":
      return [{ type: "NoticeSent", kind, undeliverable: false }];
    case "undeliverable": {
      const sent: TopUpEvent = { type: "NoticeSent", kind, undeliverable: true };
      return [sent, ...finding(t, "undeliverable", `the ${kind} notice`)];
    }
    case "withheld":
      return [
        { type: "NoticeSent", kind, undeliverable: true },
        { type: "Noted", what: `the ${kind} notice was withheld: too many to one address` },
      ];
    case "unsure":
      return unsure(t, [kind]);
    case "not_taken":
      return [];
  }
}

const unsure = (t: TopUp, kinds: readonly NoticeKind[]): TopUpEvent[] =>
  kinds.flatMap((kind) => [{ type: "NoticeUnsure", kind }, ...unsureFinding(t, kind)]);

/** Each notice has a kind of finding of its own: one that is open hides a second of its kind. */
function unsureFinding(t: TopUp, kind: NoticeKind): TopUpEvent[] {
  switch (kind) {
    case "confirmation":
      return finding(t, "receipt_unsure", "no answer to the notice with the new end");
    case "refund":
      return finding(t, "refund_notice_unsure", "no answer to the notice about the refund");
    case "refund_correction":
      return finding(t, "refund_notice_unsure", "no answer to the notice that corrects it");
    case "processing":
      return finding(t, "bank_notice_unsure", "no answer to the notice about the bank's days");
  }
}

const keyOf = (topUpId: TopUpId, kind: NoticeKind): string => `${topUpId}:${kind}`;

/** When it was sent without an answer so far; Unix ms. */
const sentAt = ({ store }: Core, topUpId: TopUpId, kind: NoticeKind): number | undefined =>
  store.facts.unansweredNotices[keyOf(topUpId, kind)];

function isOverdue(core: Core, topUpId: TopUpId, kind: NoticeKind): boolean {
  const since = sentAt(core, topUpId, kind);
  return since !== undefined && core.deps.now() - since >= ANSWER_MS;
}

function withoutKinds({ store }: Core, topUpId: TopUpId, kinds: readonly NoticeKind[]) {
  const gone = new Set(kinds.map((kind) => keyOf(topUpId, kind)));
  const { unansweredNotices } = store.facts;
  return Object.fromEntries(Object.entries(unansweredNotices).filter(([key]) => !gone.has(key)));
}

const saveUnanswered = (
  { store }: Core,
  unansweredNotices: Readonly<Record<string, number>>,
): void => store.saveFacts({ unansweredNotices });

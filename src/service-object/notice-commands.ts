import type { NoticeAnswer, NoticeWork } from "../actions/service-object-port.ts";
import { dueNotices } from "../domain/retry.ts";
import type { TopUpEvent } from "../domain/top-up/events.ts";
import { finding } from "../domain/top-up/outcome.ts";
import type { NoticeKind, TopUp } from "../domain/top-up/state.ts";
import type { Core } from "./core.ts";

const KINDS: readonly NoticeKind[] = ["confirmation", "refund", "processing"];
/** Longer than any hand-over takes; ms. */
const ANSWER_MS = 120_000;

/**
 * The letters that are to be handed over now. `once`: the mail service would take a letter twice.
 * Then it is committed first that it is being handed over, and whatever gets no answer is never
 * handed over again: a letter comes at most once, and a person is told that it may be missing.
 */
export function noticeWork(
  core: Core,
  { topUpId, once }: { topUpId: string; once: boolean },
): NoticeWork | null {
  const topUp = core.store.load(topUpId);
  if (!topUp) return null;
  const fresh = dueNotices(topUp).filter((kind) => outSince(core, topUpId, kind) === undefined);
  // Also of letters that are owed no more, since the top-up went on meanwhile.
  const silent = KINDS.filter((kind) => isSilent(core, topUpId, kind));
  if ((once && fresh.length > 0) || silent.length > 0) {
    core.commit(() => {
      const begun = once ? fresh : [];
      const out = begun.map((kind) => [keyOf(topUpId, kind), core.deps.now()] as const);
      keep(core, { ...without(core, topUpId, silent), ...Object.fromEntries(out) });
      return silent.length > 0 ? [core.extend(topUp, unsure(topUp, silent))] : [];
    });
  }
  return fresh.length > 0 ? { topUp, notices: fresh } : null;
}

/** What the mail service said to a letter. */
export function noticeAnswered(
  core: Core,
  input: { topUpId: string; kind: NoticeKind; answer: NoticeAnswer },
): void {
  const { topUpId, kind, answer } = input;
  const t = core.store.load(topUpId);
  if (!t) throw new Error(`no such top-up here: ${topUpId}`);
  const events = isOpen(t, kind) ? eventsOf(t, kind, answer) : [];
  const wasOut = outSince(core, topUpId, kind) !== undefined;
  if (events.length === 0 && !wasOut) return;
  core.commit(() => {
    if (wasOut) keep(core, without(core, topUpId, [kind]));
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
  kinds.flatMap((kind) => [{ type: "NoticeUnsure", kind }, ...tellPerson(t, kind)]);

/** A kind each: an older finding of the same kind would keep a new one from being heard. */
function tellPerson(t: TopUp, kind: NoticeKind): TopUpEvent[] {
  switch (kind) {
    case "confirmation":
      return finding(t, "receipt_unsure", "no answer to the letter with the new end");
    case "refund":
      return finding(t, "refund_letter_unsure", "no answer to the letter about the refund");
    case "processing":
      return finding(t, "bank_letter_unsure", "no answer to the letter about the bank's days");
  }
}

const keyOf = (topUpId: string, kind: NoticeKind): string => `${topUpId}:${kind}`;

const outSince = ({ store }: Core, topUpId: string, kind: NoticeKind): number | undefined =>
  store.facts.lettersOut[keyOf(topUpId, kind)];

function isSilent(core: Core, topUpId: string, kind: NoticeKind): boolean {
  const since = outSince(core, topUpId, kind);
  return since !== undefined && core.deps.now() - since >= ANSWER_MS;
}

function without({ store }: Core, topUpId: string, kinds: readonly NoticeKind[]) {
  const gone = new Set(kinds.map((kind) => keyOf(topUpId, kind)));
  const { lettersOut } = store.facts;
  return Object.fromEntries(Object.entries(lettersOut).filter(([key]) => !gone.has(key)));
}

const keep = ({ store }: Core, lettersOut: Readonly<Record<string, number>>): void =>
  store.saveFacts({ lettersOut });

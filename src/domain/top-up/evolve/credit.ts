import type { RefundRow } from "../../refund/refund.ts";
import { hastened, waitsForBalance } from "../../refund/short-balance.ts";
import type { EventOf } from "../events.ts";
import type { Drive, TopUp, TryOutcome } from "../top-up.ts";
import { type Folds, rested, withNotice } from "./fold.ts";

type CreditEventType =
  | "Claimed"
  | "ReadFailed"
  | "Granted"
  | "TryEnded"
  | "Credited"
  | "ResolvingBegan"
  | "ResolvingReasonChanged"
  | "RevocationDecided"
  | "ReversalDecided"
  | "Revoked"
  | "CreditOwed"
  | "OwedClosedAsLoss"
  | "Parked"
  | "Unparked"
  | "InvoiceNumbered"
  | "NoticeSent"
  | "NoticeUnsure"
  | "FindingRaised"
  | "Noted"
  | "ApprovalRequested"
  | "RequestClosed"
  | "OperatorActed";

/** Events about the credit, notices, findings and operator actions. */
export const CREDIT_FOLDS: Folds<CreditEventType> = {
  Claimed: (t, e, at) => ({
    ...t,
    drive: {
      ...t.drive,
      fence: e.fence,
      lease: { fence: e.fence, until: e.until },
      tries: t.drive.tries + 1,
      lastTryAt: at,
    },
  }),
  ReadFailed: (t, _e, at) => ({
    ...t,
    drive: {
      ...t.drive,
      lease: null,
      lastTryAt: at,
      lastOutcome: "unreadable",
      firstFailedReadAt: t.drive.firstFailedReadAt ?? at,
    },
  }),
  Granted: (t, e) => ({
    ...t,
    credit: {
      kind: "granted",
      generation: e.generation,
      grant: e.grant,
      superseded: supersededBy(t, e),
    },
    drive: { ...t.drive, tries: 1, firstFailedReadAt: null, lastOutcome: null },
  }),
  TryEnded: (t, e, at) => ({ ...t, drive: { ...t.drive, ...afterTry(t.drive, e, at) } }),
  Credited: (t, e, at) => ({
    ...t,
    decision: "deliver",
    credit: { ...t.credit, kind: "present", grant: e.grant },
    resolving: null,
    parkedAt: null,
    creditedAt: at,
    notices: withNotice(t, "confirmation"),
    drive: rested(t.drive),
  }),
  ResolvingBegan: (t, e, at) => ({
    ...t,
    resolving: { reason: e.reason, since: at },
    drive: rested(t.drive),
  }),
  ResolvingReasonChanged: (t, e) => ({
    ...t,
    resolving: { reason: e.reason, since: t.resolving?.since ?? t.since },
  }),
  RevocationDecided: (t) => ({
    ...t,
    decision: "return",
    returnReason: t.returnReason ?? returnReasonOfResolving(t),
    credit: { ...t.credit, kind: "revoking" },
    drive: {
      ...t.drive,
      revocationsRefused: 0,
      refusedSince: null,
      gone: null,
      firstFailedReadAt: null,
    },
  }),
  ReversalDecided: (t, e) => ({
    ...t,
    decision: "return",
    turn: e.turn,
    credit: { ...t.credit, kind: "revoking" },
    drive: rested(t.drive),
  }),
  Revoked: (t) => ({
    ...t,
    credit: { ...t.credit, kind: "revoked" },
    notices: withNotice(t, "refund"),
    drive: rested(t.drive),
  }),
  CreditOwed: (t) => ({
    ...t,
    decision: "return",
    parkedAt: null,
    credit: { ...t.credit, kind: "owed" },
    notices: withNotice(t, "refund"),
    drive: rested(t.drive),
  }),
  OwedClosedAsLoss: (t) => ({ ...t, credit: { ...t.credit, kind: "revoked" } }),
  Parked: (t, _e, at) => ({ ...t, parkedAt: at, drive: rested(t.drive) }),
  Unparked: unparked,
  InvoiceNumbered: (t, e) => ({ ...t, invoiceNumber: e.invoiceNumber }),
  NoticeSent: (t, e) => ({
    ...t,
    notices: t.notices.map((n) =>
      n.kind === e.kind ? { kind: n.kind, sent: true, undeliverable: e.undeliverable } : n,
    ),
  }),
  NoticeUnsure: (t, e) => ({
    ...t,
    notices: t.notices.map((n) => (n.kind === e.kind ? { ...n, sent: true, unsure: true } : n)),
  }),
  FindingRaised: (t, e) =>
    t.findings.includes(e.kind) ? t : { ...t, findings: [...t.findings, e.kind] },
  Noted: (t) => t,
  ApprovalRequested: (t, e) => ({
    ...t,
    fourEyes: { ...t.fourEyes, asked: t.fourEyes.asked + 1, waits: e.request },
  }),
  RequestClosed: (t, { approvalId, how, actor: { keyId } }) => ({
    ...t,
    fourEyes: { ...t.fourEyes, waits: null, closed: { approvalId, keyId, how } },
  }),
  OperatorActed: operatorActed,
};

function operatorActed(t: TopUp, e: EventOf<"OperatorActed">, at: number): TopUp {
  // A re-drive starts the back-off afresh; a live lease stays.
  if (e.action === "redrive") {
    const refunds = t.refunds.map((row) => hastenedRow(row, at));
    return { ...t, refunds, drive: { ...t.drive, tries: 0 } };
  }
  if (e.approval === null) return t;
  const given = { approvalId: e.approval.approvalId, keyId: e.approval.actor.keyId };
  return { ...t, fourEyes: { ...t.fourEyes, waits: null, given } };
}

/** A refund that waits for our balance is tried again at once. */
function hastenedRow(row: RefundRow, at: number): RefundRow {
  if (!row.short || !waitsForBalance(row)) return row;
  return { ...row, short: hastened(row.short, row.lastTryAt ?? at, at) };
}

function afterTry(d: Drive, { outcome }: EventOf<"TryEnded">, at: number): Partial<Drive> {
  const refused = outcome === "refused";
  return {
    lease: null,
    lastTryAt: at,
    lastOutcome: outcome,
    firstFailedReadAt: outcome === "unknown" ? (d.firstFailedReadAt ?? at) : null,
    revocationsRefused: d.revocationsRefused + (refused ? 1 : 0),
    refusedSince: refused ? (d.refusedSince ?? at) : d.refusedSince,
    gone: goneAfter(d.gone, outcome, at),
  };
}

/** A reading without an answer says nothing about the account; one with the account ends it. */
function goneAfter(before: Drive["gone"], outcome: TryOutcome, at: number): Drive["gone"] {
  switch (outcome) {
    case "gone":
      return { since: before?.since ?? at, readings: (before?.readings ?? 0) + 1 };
    case "unknown":
      return before;
    case "absent":
    case "refused":
      return null;
  }
}

/** A later generation supersedes the bucket that was granted before. */
function supersededBy({ credit }: TopUp, e: EventOf<"Granted">): TopUp["credit"]["superseded"] {
  const { grant, generation, superseded } = credit;
  if (!grant || generation === e.generation) return superseded;
  return [...superseded, { bucketId: grant.bucketId, generation, endAt: grant.endAt }];
}

function returnReasonOfResolving(t: TopUp): TopUp["returnReason"] {
  switch (t.resolving?.reason) {
    case "refunded_externally":
      return "refunded_externally";
    case "operator":
      return "operator";
    case "customer":
      return "customer";
    case "deadline":
    case "refused":
    case "silence":
    case undefined:
      return "not_credited";
  }
}

function unparked(t: TopUp, e: EventOf<"Unparked">): TopUp {
  const base = { ...t, parkedAt: null, resolving: null, drive: rested(t.drive) };
  switch (e.to) {
    case "returned":
      return { ...base, decision: "return" };
    case "paid":
      return {
        ...base,
        decision: "deliver",
        returnReason: null,
        turn: e.turn,
        credit: { ...t.credit, kind: "none" },
        notices: t.notices.filter((n) => n.kind !== "refund" || n.sent),
      };
  }
}

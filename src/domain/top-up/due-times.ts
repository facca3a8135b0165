/**
 * When the driver has to act next for one top-up; the alarm is the earliest of these times. All of
 * them follow from the state, so a lost message or a dead process cannot lose one.
 */
import type { AttemptId, IntentId } from "../base/ids.ts";
import { HOUR_MS } from "../base/time.ts";
import type { Timings } from "../base/timings.ts";
import { isOpen, type RefundRow, returnRowsOf } from "../refund/refund.ts";
import { waitsForBalance } from "../refund/short-balance.ts";
import { giveUpAt, hasReceived, isForProjection } from "./facts.ts";
import { stateOf, type TopUpState } from "./states.ts";
import type { NoticeKind, TopUp } from "./top-up.ts";

/** Unix ms; null: nothing is due. */
export interface DueTimes {
  /** A consumer should claim it. Null: nothing to grant or revoke, or not its turn. */
  readonly provisionAt: number | null;
  /** A refund row needs a call to Stripe. */
  readonly refundAt: number | null;
  /** The intent of a `canceling` top-up is to be canceled at Stripe. */
  readonly cancelAt: number | null;
  /** An orphan intent is to be canceled. Stripe may refuse for days, while a bank works on it. */
  readonly orphanIntentAt: number | null;
  /** A payment that is processing or authorized is read again, in case its webhook was lost. */
  readonly syncAt: number | null;
  /** An age limit or deadline passes. */
  readonly tickAt: number | null;
  /** A notice is to be sent. */
  readonly noticeAt: number | null;
}

/** 1, 2, 4 … seconds, at most a minute; `n` counts from 1. */
export function backoffMs(n: number, timings: Timings): number {
  return Math.min(timings.backoffMaxMs, timings.backoffFirstMs * 2 ** Math.min(n - 1, 20));
}

/** `hasTurn`: whether the top-up has the turn of its account. */
export function dueTimesOf(t: TopUp, hasTurn: boolean, timings: Timings): DueTimes {
  return {
    provisionAt: provisionDue(t, hasTurn, timings),
    refundAt: earliest(t.refunds.map((row) => refundDue(row, timings))),
    cancelAt: earliest(cancelingOf(t).map((c) => c.since)),
    orphanIntentAt: earliest(orphanIntentsOf(t).map((c) => c.since)),
    syncAt: intentToSync(t) === null ? null : t.since + syncPauseMs(1),
    tickAt: tickDue(t, timings),
    noticeAt: earliest(dueNotices(t).map((kind) => t.since + NOTICE_DELAY_MS[kind])),
  };
}

/**
 * When the sealed row of the payer is deleted; null: it is kept. A top-up that ended without money
 * needs no name, and no list outside of its object knows it, so nothing else would erase it.
 */
export function forgetPayerAt(t: TopUp, { unpaidPayerMs }: Timings): number | null {
  return stateOf(t) === "canceled" && !hasReceived(t) ? t.since + unpaidPayerMs : null;
}

/**
 * When a top-up that ended without money is dropped with its log; null: it is kept. Only one that
 * D1 does not know, and for which Stripe has confirmed that every intent is canceled: such an
 * intent cannot succeed any more.
 */
export function dropAt(t: TopUp, { unpaidTopUpMs }: Timings): number | null {
  if (stateOf(t) !== "canceled" || isForProjection(t) || t.findings.length > 0) return null;
  const isOver = t.attempts.every((one) => one.intentId === null || one.state === "canceled");
  return isOver && cancelsOf(t).length === 0 ? t.since + unpaidTopUpMs : null;
}

/** The smallest of these times; null: there is none. */
export function earliest(times: readonly (number | null)[]): number | null {
  return times.reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null);
}

// --- the OCS -------------------------------------------------------------------------------------

const PROVISIONS: Record<TopUpState, "always" | "in_turn" | "if_owed" | "never"> = {
  awaiting_payment: "never",
  processing: "never",
  canceling: "never",
  canceled: "never",
  awaiting_approval: "never",
  in_review: "never",
  paid: "in_turn",
  crediting: "always",
  resolving: "always",
  credited: "never",
  revoking: "always",
  reversing: "in_turn",
  refunding: "if_owed",
  refund_failed: "if_owed",
  refunded: "if_owed",
  parked: "never",
};

function provisionDue(t: TopUp, hasTurn: boolean, timings: Timings): number | null {
  const rule = PROVISIONS[stateOf(t)];
  if (rule === "never" || (rule === "in_turn" && !hasTurn)) return null;
  if (rule === "if_owed" && t.credit.kind !== "owed") return null;
  const { lease, tries, lastTryAt } = t.drive;
  if (lease) return lease.until;
  if (lastTryAt === null || tries === 0) return t.since;
  const pause = backoffMs(tries, timings);
  // An owed revocation can be tried for weeks, and every try is a commit: so the pause grows to an
  // eighth of the time that it has lasted.
  const grown = rule === "if_owed" ? Math.min(OWED_PAUSE_MAX_MS, (lastTryAt - t.since) / 8) : 0;
  return lastTryAt + Math.max(pause, Math.round(grown));
}
const OWED_PAUSE_MAX_MS = 6 * HOUR_MS;

// --- Stripe --------------------------------------------------------------------------------------

/** What takes a bank days is read again after 1, 2, 4 … 24 hours; `n` counts from 1. */
export function syncPauseMs(n: number): number {
  return Math.min(24 * HOUR_MS, HOUR_MS * 2 ** Math.min(Math.max(0, n - 1), 5));
}

/** When a refund row needs the next call to Stripe (Unix ms); null: it is closed. */
export function refundDue(row: RefundRow, timings: Timings): number | null {
  if (!isOpen(row)) return null;
  if (row.lastTryAt === null) return row.requestedAt;
  if (row.short && waitsForBalance(row)) return row.short.nextAt;
  // While a dispute blocks it or Stripe works on it, a webhook brings the news; we ask rarely.
  if (row.problem === "disputed") return row.lastTryAt + 24 * HOUR_MS;
  if (row.state === "pending") return row.lastTryAt + syncPauseMs(row.tries);
  return row.lastTryAt + backoffMs(row.tries, timings);
}

/** The intent that is processing or authorized, so only Stripe can tell more; null: none. */
export function intentToSync(t: TopUp): IntentId | null {
  const name = stateOf(t);
  const waits = name === "processing" || (name === "in_review" && t.money === null);
  return waits ? t.payingIntentId : null;
}

/** An intent to cancel; `since`: Unix ms. */
interface Cancel {
  /** What the idempotency key is made of: the attempt; of an orphan intent, the intent itself. */
  readonly keyId: AttemptId | IntentId;
  readonly intentId: IntentId;
  readonly since: number;
}
/** Intents that must be canceled at Stripe: of a `canceling` top-up, and orphan intents. */
export function cancelsOf(t: TopUp): Cancel[] {
  return [...cancelingOf(t), ...orphanIntentsOf(t)];
}
function cancelingOf(t: TopUp): Cancel[] {
  return t.attempts.flatMap((a) =>
    a.cancelAskedAt !== null && a.intentId !== null && a.state === "open" && t.money === null
      ? [{ keyId: a.attemptId, intentId: a.intentId, since: a.cancelAskedAt }]
      : [],
  );
}
export function orphanIntentsOf(t: TopUp): Cancel[] {
  return t.orphanIntents
    .filter((s) => !s.closed && s.intentId !== t.money?.intentId)
    .filter((s) => !t.refunds.some((r) => r.intentId === s.intentId))
    .map((s) => ({ keyId: s.intentId, intentId: s.intentId, since: t.since }));
}

// --- time ----------------------------------------------------------------------------------------

function tickDue(t: TopUp, timings: Timings): number | null {
  const owedEnd =
    t.credit.kind === "owed" && t.credit.grant
      ? t.credit.grant.endAt - timings.clockMarginMs
      : null;
  return earliest([TICKS[stateOf(t)](t, timings), owedEnd]);
}
type TickAt = (t: TopUp, timings: Timings) => number | null;
const none: TickAt = () => null;
/** A finding is raised once; afterwards this limit is no longer due. */
const once =
  (kind: string, limit: "resolvingFindingMs" | "processingFindingMs"): TickAt =>
  (t, timings) =>
    t.findings.includes(kind) ? null : t.since + timings[limit];

/** One of them is raised for a refund that takes long. */
const SLOW_REFUND = ["refund_slow", "refund_waits_for_balance"];

const TICKS: Record<TopUpState, TickAt> = {
  awaiting_payment: (t, timings) => t.since + timings.awaitingPaymentMs,
  processing: once("bank_slow", "processingFindingMs"),
  canceling: none,
  canceled: none,
  awaiting_approval: (t, timings) => t.since + timings.approvalMs,
  in_review: (t, timings) => (t.review && t.money ? t.review.since + timings.reviewMs : null),
  paid: (t, timings) => giveUpAt(t, timings)?.at ?? null,
  crediting: none,
  resolving: once("stuck", "resolvingFindingMs"),
  credited: none,
  revoking: once("stuck", "resolvingFindingMs"),
  reversing: once("stuck", "resolvingFindingMs"),
  refunding: (t, timings) =>
    SLOW_REFUND.some((kind) => t.findings.includes(kind))
      ? null
      : t.since + timings.refundFindingMs,
  refund_failed: none,
  refunded: none,
  parked: (t, timings) => (t.parkedAt === null ? null : t.parkedAt + timings.parkedMs),
};

// --- notices -------------------------------------------------------------------------------------

/** Some methods are `processing` for a second; the notice is only for banks that take days. */
const NOTICE_DELAY_MS: Record<NoticeKind, number> = {
  confirmation: 0,
  refund: 0,
  refund_correction: 0,
  processing: 60_000,
};

/**
 * Notices to send now: the confirmation once credited, the refund notice once Stripe has accepted
 * the refund or it waits for our balance, and one while a bank processes the payment.
 */
export function dueNotices(t: TopUp): NoticeKind[] {
  const name = stateOf(t);
  const accepted = returnRowsOf(t.refunds)
    .filter(isOpen)
    .every((row) => row.state === "pending" || waitsForBalance(row));
  const isReturned = name === "refunded" || (name === "refunding" && accepted);
  const owed: Record<NoticeKind, boolean> = {
    confirmation: name === "credited",
    refund: isReturned,
    refund_correction: name === "refund_failed",
    processing: name === "processing",
  };
  return t.notices.filter((n) => !n.sent && owed[n.kind]).map((n) => n.kind);
}

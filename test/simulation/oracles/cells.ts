/** Counts which cells of the state table calls hit: state before the call, and event column. */

import type { RefundId, TopUpId } from "../../../src/domain/base/ids.ts";
import { evidenceOf } from "../../../src/domain/ocs/evidence.ts";
import type { Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../../src/domain/payment/intent-reading.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";
import { paidMoney } from "../../../src/domain/top-up/decide/payment-facts.ts";
import { columnOfReview } from "../../../src/domain/top-up/decide/review.ts";
import { dueTimesOf } from "../../../src/domain/top-up/due-times.ts";
import { giveUpAt } from "../../../src/domain/top-up/facts.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { CODES } from "../../domain/cells/codes.ts";
import { MINUTE } from "../world/durations.ts";
import type { Method, ObjectHost } from "../world/object-host.ts";
import type { World } from "../world/world.ts";

export type Table = "M" | "D" | "P";

export class Cells {
  readonly hits = new Map<string, number>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }
  hit(table: Table, t: TopUp | "new", column: string): undefined {
    const code = t === "new" ? "new" : CODES[stateOf(t)];
    const key = `${table} ${code} × ${column}`;
    this.hits.set(key, (this.hits.get(key) ?? 0) + 1);
  }

  /** Counts the age limits that are due now, before any command. */
  ticks(host: ObjectHost): undefined {
    for (const t of host.open()) this.#tick(t);
  }
  #tick(t: TopUp): undefined {
    const { timings } = this.#world;
    const { now } = this.#world.clock;
    const { tickAt } = dueTimesOf(t, true, timings);
    if (tickAt === null || tickAt > now) return;
    const name = stateOf(t);
    if (name === "paid") {
      const silent = giveUpAt(t, timings)?.reason === "ocs_silent";
      this.hit("D", t, silent ? "OCS silent past its policy" : "deadline");
      if (silent) return;
    }
    if (name === "awaiting_payment") this.hit("P", t, "customer cancels, or cancel timer");
    this.hit("P", t, "age limit");
  }

  before(host: ObjectHost, method: Method, input: unknown): undefined {
    const given = input as Input;
    if (method === "wake") return this.ticks(host);
    if (method === "replayTopUp" || method === "requestTopUp") return this.#request(host, given);
    if (method === "recordPayment") return this.#payment(host, given);
    if (given?.topUpId === undefined) return;
    const t = host.load(given.topUpId);
    if (!t) return;
    switch (method) {
      case "recordIntent":
        return this.hit("M", t, "intent recorded");
      case "recordNoIntent":
        return this.hit("M", t, "no intent made");
      case "claimTopUp":
        this.#tick(t);
        return this.hit("D", t, "claim");
      case "grantCredit":
        this.#lost(t, given.reading);
        this.#silence(t, given.reading);
        return this.hit("D", t, "grant(fence, reading)");
      case "revokeCredit":
        this.#lost(t, given.reading);
        this.#silence(t, given.reading);
        return this.hit("D", t, "revoke(fence, reading)");
      case "recordEvidence":
        return this.#record(t, given);
      case "recordReconciliation":
        return this.hit("D", t, "nightly reconciliation");
      case "recordDeadLetter":
        return this.hit("D", t, "dead letter");
      case "recordRefund":
        return this.#refund(t, given);
      default:
        return this.#people(t, method);
    }
  }

  #people(t: TopUp, method: Method): undefined {
    switch (method) {
      case "pendingStripeCalls": {
        const since = t.attempts.at(-1)?.cancelAskedAt;
        const waited = since != null && this.#world.clock.now >= since + 5 * MINUTE;
        if (stateOf(t) === "canceling" && waited) this.hit("P", t, "age limit");
        return;
      }
      case "cancelTopUp":
        return this.hit("P", t, "customer cancels, or cancel timer");
      case "requestRefund":
        return this.hit("P", t, "customer requests a refund");
      case "refundTopUp":
        return this.hit("P", t, "operator refunds");
      case "approveTopUp":
      case "rejectTopUp":
        return this.hit("P", t, "approve / reject");
      case "confirmCredited":
        return this.hit("P", t, "confirm as credited");
      case "redriveTopUp":
        return this.hit("P", t, "re-drive");
      case "recordManualRefund":
        if (stateOf(t) === "refund_failed") this.hit("P", t, "age limit");
        return;
      default:
    }
  }

  #request(host: ObjectHost, { idempotencyKey = "" }: Input): undefined {
    const known = host.topUpOf(idempotencyKey);
    this.hit("M", known ?? "new", "same request again");
  }

  #payment(host: ObjectHost, { reading, reconstructed }: Input): undefined {
    const intent = reading as IntentReading;
    const t = intent.metadata && host.load(intent.metadata.topUpId);
    if (!t && reconstructed === null) return;
    const column = t ? this.#moneyColumn(t, intent) : newColumn(intent);
    if (column !== null) this.hit("M", t ?? "new", column);
  }
  #moneyColumn(t: TopUp, intent: IntentReading): string | null {
    const current = t.attempts.at(-1);
    const recognised =
      !t.money && current?.intentId === null && intent.metadata?.attemptId === current.attemptId;
    const recorded =
      intent.intentId === t.payingIntentId || recognised || stateOf(t) === "awaiting_approval";
    const paid = intent.status === "succeeded";
    // Before approval any payment is the first one: this event belongs to two columns.
    if (paid && stateOf(t) === "awaiting_approval") {
      this.hit("M", t, "another intent of this top-up succeeded");
    }
    if (!recorded) return paid ? "another intent of this top-up succeeded" : null;
    switch (intent.status) {
      case "authorized":
        return "authorized [later]";
      case "open":
        return intent.decline ? "declined" : null;
      case "processing":
      case "canceled":
        return intent.status;
      case "succeeded": {
        const ctx = { now: this.#world.clock.now } as Parameters<typeof paidMoney>[2];
        const money = paidMoney(t, intent, ctx);
        if (money.disputed) return PART;
        if (money.refundedExternallyMinor >= intent.amount.minor) return ALL;
        if (money.refundedExternallyMinor > 0) return PART;
        if (money.wrong) return WRONG;
        const column = columnOfReview(t, intent);
        return column === "succeeded" ? EXACT : column === "review_open" ? OPEN : APPROVED;
      }
    }
  }

  #record(t: TopUp, { reading, write }: Input): undefined {
    const read = reading as Reading;
    const { grant } = t.credit;
    this.#silence(t, read);
    const { provisioningDeadlineMs } = this.#world.timings;
    if (grant && this.#world.clock.now >= grant.grantedAt + provisioningDeadlineMs) {
      this.hit("D", t, "deadline");
      if (stateOf(t) === "crediting" && read.kind === "account") this.hit("P", t, "age limit");
    }
    if (!grant) return this.hit("D", t, read.kind === "unreadable" ? "unknown" : "absent");
    switch (evidenceOf(read, grant)) {
      case "present":
        return this.hit("D", t, "present");
      case "tombstone":
        return this.hit("D", t, "revoked");
      case "absent":
        return this.hit("D", t, write?.kind === "refused" ? "refused" : "absent");
      case "different":
        return this.hit("D", t, "absent");
      case "no_account":
      case "account_disabled":
      case "unreadable":
        return this.hit("D", t, "unknown");
    }
  }
  #lost(t: TopUp, reading: Input["reading"]): undefined {
    const read = reading as Reading | undefined;
    if (read?.kind === "no_account") this.hit("D", t, "account gone");
    if (read?.kind === "account" && read.disabled) this.hit("D", t, "account disabled");
  }
  /** By how long the OCS really was silent, not by what the object knows of it. */
  #silence(t: TopUp, reading: Input["reading"]): undefined {
    const { onOutageSeconds } = t.request.offer;
    const policy =
      onOutageSeconds === null ? this.#world.timings.onOutageMs : onOutageSeconds * 1000;
    const unread = (reading as Reading | undefined)?.kind === "unreadable";
    if (unread && this.#world.ocs.silentForMs() >= policy && stateOf(t) !== "paid") {
      this.hit("D", t, "OCS silent past its policy");
    }
  }

  #refund(t: TopUp, { outcome, refundId }: Input): undefined {
    const row = t.refunds.find((r) => r.refundId === refundId);
    if (!row || !outcome) return;
    // A surplus row counts only in states where the top-up has no refund row of its own.
    const columns = {
      succeeded: "refund ok",
      pending: "pending",
      refused: "refused",
      unknown: "unknown",
      short_of_balance: "waits for balance",
      failed: "ok, then failed",
    } as const;
    if (row.purpose === "surplus" && /refund/.test(stateOf(t))) return;
    this.hit("P", t, columns[outcome.kind]);
  }
}

const EXACT = "succeeded, exact";
const OPEN = "review open at Stripe";
const APPROVED = "review closed: approved";
const WRONG = "succeeded, other amount or currency";
const ALL = "all of it refunded externally";
const PART = "part refunded externally, or disputed";

function newColumn(intent: IntentReading): string {
  if (intent.disputed) return PART;
  if (intent.returnedMinor >= intent.amount.minor) return ALL;
  if (intent.returnedMinor > 0) return PART;
  return intent.amount.currency === "usd" && intent.amount.minor % 500 === 0 ? EXACT : WRONG;
}

interface Input {
  readonly topUpId?: TopUpId;
  readonly idempotencyKey?: string;
  readonly reading?: Reading | IntentReading;
  readonly reconstructed?: object | null;
  readonly write?: WriteAnswer;
  readonly refundId?: RefundId;
  readonly outcome?: RefundOutcome;
}

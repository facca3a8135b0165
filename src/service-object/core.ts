import type { Timings } from "../domain/limits.ts";
import type { Reading } from "../domain/reading.ts";
import { type Dues, duesOf, earliest } from "../domain/retry.ts";
import type { TopUpEvent, TopUpEventType } from "../domain/top-up/events.ts";
import { evolve } from "../domain/top-up/evolve.ts";
import { holdsTurn, isEnded } from "../domain/top-up/names.ts";
import type { Context, Outcome } from "../domain/top-up/outcome.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import type { Alarm } from "./sql.ts";
import type { Store } from "./store.ts";

export interface CoreDeps {
  readonly store: Store;
  readonly alarm: Alarm;
  readonly now: () => number;
  readonly timings: Timings;
  /** Called after each commit with the top-ups it changed; starts the flush and the push. */
  readonly onCommit: (changed: readonly TopUp[]) => void;
}

/** Events that D1 never needs: the driver's diary, and what D1 itself gave birth to. */
const PRIVATE: ReadonlySet<TopUpEventType> = new Set([
  "Claimed",
  "TryEnded",
  "ReadFailed",
  "IntentRecorded",
  "InvoiceNumbered",
  "NoticeSent",
]);
/** D1 is told at once of an end; of everything else a little later, so that an end overtakes it. */
const PROJECTION_DELAY_MS = 1000;

interface Sent {
  readonly dueAt: number;
  readonly at: number;
  readonly count: number;
}

/**
 * One service's decisions. Everything here is synchronous: read, decide, commit, with no await in
 * between (invariant 10). External calls happen after the commit, elsewhere.
 */
export class Core {
  readonly deps: CoreDeps;
  /** The last reading any consumer brought; memory only. */
  lastReading: Reading | null = null;
  /** Commits since this object woke; the budget test counts them. */
  commits = 0;
  /** What each lane last sent for: which due, when, and how often for that one; memory only. */
  readonly sent = new Map<string, Sent>();

  constructor(deps: CoreDeps) {
    this.deps = deps;
  }

  get store(): Store {
    return this.deps.store;
  }

  /** Decides on one top-up and commits what follows. Throws when it does not exist. */
  apply<A>(topUpId: string, decide: (t: TopUp, ctx: Context) => Outcome<A>): A {
    const t = this.store.load(topUpId);
    if (!t) throw new Error(`no such top-up here: ${topUpId}`);
    const { events, answer } = decide(t, this.context(t));
    if (events.length > 0) this.commit(() => [this.extend(t, events)]);
    return answer;
  }

  /** Appends events to a top-up (null: a new one) inside a running commit. */
  extend(before: TopUp | null, events: readonly TopUpEvent[]): TopUp {
    const now = this.deps.now();
    let t = before;
    let newest = 0;
    for (const event of events) {
      t = evolve(t, event, now);
      const seq = this.store.append(t.request.topUpId, event, now);
      if (!PRIVATE.has(event.type)) newest = seq;
    }
    if (!t) throw new Error("a top-up without events");
    // Whoever brings the first top-up, a customer or a payment that nobody remembers: without its
    // own name the object could send no message.
    const { serviceId } = t.request;
    if (this.store.facts.serviceId === null) this.store.saveFacts({ serviceId });
    this.store.save(t);
    this.#countUp(events);
    if (newest > 0 && (t.money || t.findings.length > 0)) this.#dirty(t, newest, now);
    return t;
  }

  /** One commit: rows and alarm together. `work` answers with the top-ups it changed. */
  commit(work: () => readonly TopUp[]): void {
    const changed = this.store.commit(() => {
      const after = work();
      this.rearm();
      return after;
    });
    this.commits += 1;
    this.deps.onCommit(changed);
  }

  context(t: TopUp): Context {
    const now = this.deps.now();
    const { facts } = this.store;
    const standing = this.store.standing(now);
    const ends = standing
      .filter((s) => s.standing === "credited" && s.topUpId !== t.request.topUpId)
      .map((s) => s.endAt);
    return {
      now,
      timings: this.deps.timings,
      nextTurn: facts.nextTurn,
      hasTurn: this.hasTurn(t),
      nextHandle: facts.nextHandle,
      serviceClosed: facts.closed,
      lastCreditedEndAt: ends.length > 0 ? Math.max(...ends) : null,
      returnedBuckets: new Set(
        standing.filter((s) => s.standing === "returned").map((s) => s.bucketId),
      ),
    };
  }

  /** Invariant 6: first come, first served among those that hold a place. */
  hasTurn(t: TopUp, first: number = this.#firstTurn()): boolean {
    return (t.turn ?? Number.POSITIVE_INFINITY) <= first;
  }
  #firstTurn(): number {
    const held = this.store.open().flatMap((o) => (holdsTurn(o) ? [o.turn ?? 0] : []));
    return held.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  }

  /** Every top-up that may still move, with what is due for it; the queue is looked at once. */
  dues(): readonly { readonly t: TopUp; readonly dues: Dues }[] {
    const first = this.#firstTurn();
    return this.store
      .open()
      .map((t) => ({ t, dues: duesOf(t, this.hasTurn(t, first), this.deps.timings) }));
  }
  projectionDueAt(): number | null {
    const { dirtySeq, projectedSeq, dirtyAt } = this.store.facts;
    return dirtySeq > projectedSeq ? dirtyAt : null;
  }

  /**
   * The alarm is the earliest of everything that is due. What is due now is being sent by the flush
   * that follows the commit, so it is looked at again a little later, and later still each time.
   */
  rearm(): void {
    const now = this.deps.now();
    const dues = this.dues().flatMap(({ t, dues: { deliveryAt, stripeAt, tickAt, noticeAt } }) => {
      const id = t.request.topUpId;
      return [
        this.#notBeforeResend(`provision:${id}`, deliveryAt, now),
        this.#notBeforeResend(`refund:${id}`, stripeAt, now),
        this.#notBeforeResend(`notify:${id}`, noticeAt, now),
        tickAt,
      ];
    });
    const next = earliest([...dues, this.#notBeforeResend("project", this.projectionDueAt(), now)]);
    if (next === null) this.deps.alarm.clear();
    else this.deps.alarm.set(Math.max(next, now + 1));
  }

  /** Whether a lane may send now: it is due, and was not sent a moment ago. */
  maySend(lane: string, dueAt: number | null, now: number): boolean {
    return dueAt !== null && dueAt <= now && this.#resendAt(lane, dueAt) <= now;
  }
  noteSent(lane: string, dueAt: number, now: number): void {
    const last = this.#sentFor(lane, dueAt);
    this.sent.set(lane, { dueAt, at: now, count: (last?.count ?? 0) + 1 });
  }

  /** Progress moves a due, and a new due is sent for at once. */
  #sentFor(lane: string, dueAt: number): Sent | null {
    const last = this.sent.get(lane);
    return last?.dueAt === dueAt ? last : null;
  }
  #resendAt(lane: string, dueAt: number): number {
    const last = this.#sentFor(lane, dueAt);
    if (!last) return 0;
    const { redispatchMs, backoffMaxMs } = this.deps.timings;
    return last.at + Math.min(backoffMaxMs, redispatchMs * 2 ** Math.min(last.count - 1, 20));
  }
  #notBeforeResend(lane: string, dueAt: number | null, now: number): number | null {
    if (dueAt === null) return null;
    if (dueAt > now) return dueAt;
    const resendAt = this.#resendAt(lane, dueAt);
    return resendAt > 0 ? resendAt : now + this.deps.timings.redispatchMs;
  }

  #countUp(events: readonly TopUpEvent[]): void {
    const { nextTurn, nextHandle } = this.store.facts;
    const turns = events.flatMap((e) => ("turn" in e ? [e.turn] : []));
    const handles = events.flatMap((e) =>
      e.type === "PaymentSucceeded" ? [e.handles.paymentTransaction % 1_000_000] : [],
    );
    if (turns.length === 0 && handles.length === 0) return;
    this.store.saveFacts({
      nextTurn: Math.max(nextTurn, ...turns.map((n) => n + 1)),
      nextHandle: Math.max(nextHandle, ...handles.map((n) => n + 1)),
    });
  }
  #dirty(t: TopUp, seq: number, now: number): void {
    const { dirtySeq, projectedSeq, dirtyAt } = this.store.facts;
    const since = dirtySeq > projectedSeq ? dirtyAt : now + PROJECTION_DELAY_MS;
    this.sent.delete("project");
    this.store.saveFacts({ dirtySeq: seq, dirtyAt: isEnded(t) ? now : since });
  }
}

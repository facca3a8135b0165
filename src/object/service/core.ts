import type { TopUpId } from "../../domain/base/ids.ts";
import type { Timings } from "../../domain/base/timings.ts";
import type { Encode } from "../../domain/ocs/order.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import type { Context, Outcome } from "../../domain/top-up/decide/outcome.ts";
import { type DueTimes, dueTimesOf, earliest } from "../../domain/top-up/due-times.ts";
import type { TopUpEvent } from "../../domain/top-up/events.ts";
import { evolve } from "../../domain/top-up/evolve/evolve.ts";
import { hasProjection } from "../../domain/top-up/facts.ts";
import { holdsTurn, isEnded } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { Alarm } from "../storage/sql.ts";
import { lastCreditedEnd } from "./bucket-index.ts";
import {
  type Dispatch,
  dispatchesOf,
  type LastDispatch,
  notTaken,
  projectDispatch,
  sendAt,
} from "./dispatches.ts";
import { hasJustEnded } from "./ends.ts";
import { noteKeptUntil } from "./kept-until.ts";
import { PRIVATE } from "./private-events.ts";
import type { Store } from "./store.ts";

export interface CoreDeps {
  readonly store: Store;
  readonly alarm: Alarm;
  readonly now: () => number;
  readonly timings: Timings;
  readonly encode: Encode;
  /**
   * Called after each commit with the top-ups it changed, and those that it ended; starts the flush
   * and the push.
   */
  readonly onCommit: (changed: readonly TopUp[], ended: readonly TopUp[]) => void;
}

/** A top-up that may still move, and when something is due for it. */
interface DueTopUp {
  readonly t: TopUp;
  readonly times: DueTimes;
}

/**
 * One service's decisions. Everything here is synchronous: read, decide, commit, with no await in
 * between (invariant 10). External calls happen after the commit, elsewhere.
 */
export class Core {
  readonly deps: CoreDeps;
  /** The last reading that a consumer brought; in memory only. */
  lastReading: Reading | null = null;
  /** The last reading that a page made: good enough to show, never to sell on. */
  shownReading: Reading | null = null;
  /** Commits since this object woke, for the budget test. */
  commits = 0;
  /** The last dispatch of each key; a copy of what is stored, so that a reset forgets nothing. */
  readonly lastDispatches: Map<string, LastDispatch>;
  /** Keys whose last message this instance sent; an earlier one may have died with it unsent. */
  readonly #sentHere = new Set<string>();
  /** What the commit that runs has credited or refunded. */
  #ended: TopUp[] = [];
  /** Dispatches that are stored as sent and were not yet handed to their queues. */
  readonly #outgoing: Dispatch[] = [];

  constructor(deps: CoreDeps) {
    this.deps = deps;
    this.lastDispatches = new Map(Object.entries(deps.store.facts.lastDispatches));
  }

  get store(): Store {
    return this.deps.store;
  }

  /** Decides on one top-up and commits what follows. Throws when it does not exist. */
  apply<A>(topUpId: TopUpId, decide: (t: TopUp, ctx: Context) => Outcome<A>): A {
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
    // The first top-up, requested or reconstructed, tells which service this is; messages say it.
    const { serviceId } = t.request;
    if (this.store.facts.serviceId === null) this.store.saveFacts({ serviceId });
    this.store.save(t, now);
    if (hasJustEnded(before, t)) this.#ended.push(t);
    noteKeptUntil(this.store, this.deps.timings, { before, after: t });
    this.#countUp(events);
    if (newest > 0 && hasProjection(t)) this.#dirty(t, newest, now);
    return t;
  }

  /**
   * One commit: the rows, the dispatches that follow from them, and the alarm together. `work`
   * answers with the top-ups that it changed.
   */
  commit(work: () => readonly TopUp[]): void {
    this.#ended = [];
    const changed = this.#commit(work);
    this.deps.onCommit(changed, this.#ended);
  }
  #commit(work: () => readonly TopUp[]): readonly TopUp[] {
    const dispatchesBefore = new Map(this.lastDispatches);
    let ready: readonly Dispatch[] = [];
    let dueTimes: readonly DueTopUp[] = [];
    let changed: readonly TopUp[];
    try {
      changed = this.store.commit(
        () => {
          const after = work();
          dueTimes = this.dueTimes();
          ready = this.#markSent(dueTimes);
          return after;
        },
        () => this.rearm(dueTimes),
      );
    } catch (fault) {
      this.#remember(dispatchesBefore);
      this.deps.alarm.forget();
      throw fault;
    }
    this.#outgoing.push(...ready);
    this.commits += 1;
    return changed;
  }

  context(t: TopUp): Context {
    const now = this.deps.now();
    const { facts } = this.store;
    const { topUpId, offer } = t.request;
    const buckets = this.store.bucketStates(now);
    const others = buckets.filter((s) => s.topUpId !== topUpId);
    return {
      now,
      timings: this.deps.timings,
      encode: this.deps.encode,
      nextTurn: facts.nextTurn,
      hasTurn: this.hasTurn(t),
      nextReferenceNumber: facts.nextReferenceNumber,
      serviceClosed: facts.serviceClosed,
      lastCreditedEndAt: lastCreditedEnd(others, offer.kind),
      returnedBuckets: new Set(
        buckets.filter((s) => s.state === "returned").map((s) => s.bucketId),
      ),
    };
  }

  /** Invariant 6: first come, first served among the top-ups that hold a turn. */
  hasTurn(t: TopUp, first: number = this.#firstTurn()): boolean {
    return (t.turn ?? Number.POSITIVE_INFINITY) <= first;
  }
  #firstTurn(): number {
    const held = this.store.open().flatMap((o) => (holdsTurn(o) ? [o.turn ?? 0] : []));
    return held.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  }

  /** Every top-up that may still move, with its due times. */
  dueTimes(): readonly DueTopUp[] {
    const first = this.#firstTurn();
    return this.store
      .open()
      .map((t) => ({ t, times: dueTimesOf(t, this.hasTurn(t, first), this.deps.timings) }));
  }
  /** When the projection is due; Unix ms; null: D1 has everything. */
  projectionDueAt(): number | null {
    const { dirtySeq, projectedSeq, dirtyAt } = this.store.facts;
    return dirtySeq > projectedSeq ? dirtyAt : null;
  }

  /** Sets the alarm to the earliest due time, or to when a dispatch may be sent again. */
  rearm(dueTimes: readonly DueTopUp[] = this.dueTimes()): void {
    const now = this.deps.now();
    const sends = this.#dispatches(dueTimes).map((dispatch) => this.#sendAt(dispatch));
    const kept = [this.store.payers.nextForgetAt(), this.store.unpaid.nextDropAt()];
    const next = earliest([...dueTimes.map(({ times }) => times.tickAt), ...sends, ...kept]);
    if (next === null) this.deps.alarm.clear();
    else this.deps.alarm.set(Math.max(next, now + 1));
  }

  /** Deletes the payers of top-ups that were given up long ago; nothing in a log changes. */
  forgetPayers(): void {
    const now = this.deps.now();
    const { payers } = this.store;
    if ((payers.nextForgetAt() ?? Number.POSITIVE_INFINITY) > now) return;
    this.#commit(() => {
      payers.deleteForgettable(now);
      return [];
    });
  }

  /** Drops top-ups that ended without money long ago, with all their rows. */
  dropUnpaid(): void {
    const now = this.deps.now();
    const { unpaid } = this.store;
    if ((unpaid.nextDropAt() ?? Number.POSITIVE_INFINITY) > now) return;
    this.#commit(() => {
      unpaid.drop(now);
      this.store.saveFacts({ lastSeq: this.store.seq });
      return [];
    });
  }

  /** Stores as sent what may be sent now, in one commit. True: dispatches wait for their queues. */
  sendDue(): boolean {
    const now = this.deps.now();
    if (this.#dispatches(this.dueTimes()).some((dispatch) => this.#sendAt(dispatch) <= now))
      this.#commit(() => []);
    return this.#outgoing.length > 0;
  }
  /** Each dispatch is taken once; after that only the alarm brings it again. */
  takeOutgoing(): readonly Dispatch[] {
    return this.#outgoing.splice(0);
  }
  /** No queue took these, `times` says how often in a row: they may be sent again soon. */
  noteNotTaken(dispatches: readonly Dispatch[], times: ReadonlyMap<string, number>): void {
    for (const { key, dueAt } of dispatches) {
      const [last, n = 1] = [this.lastDispatches.get(key), times.get(key)];
      if (last?.dueAt === dueAt) this.lastDispatches.set(key, notTaken(last, n, this.deps));
    }
    this.#commit(() => []);
  }
  /** For calls that change nothing: sends what is overdue, or else arms the alarm. */
  sendOverdue(): void {
    if (this.sendDue()) this.deps.onCommit([], []);
    else this.rearm();
  }

  #dispatches(dueTimes: readonly DueTopUp[]): Dispatch[] {
    // A message names the service, so nothing can be sent before the service id is known.
    if (this.store.facts.serviceId === null) return [];
    const ofTopUps = dueTimes.flatMap(({ t, times }) => dispatchesOf(t, times));
    return [...ofTopUps, ...projectDispatch(this.projectionDueAt())];
  }
  #sendAt(dispatch: Dispatch): number {
    const how = { timings: this.deps.timings, sentHere: this.#sentHere.has(dispatch.key) };
    return sendAt(dispatch, this.lastDispatches.get(dispatch.key), how);
  }
  /**
   * Runs inside the commit, before any message leaves: an object that was reset knows what it sent,
   * so that neither a dead letter nor a wake makes it send again too early. If it dies before it
   * hands a message over, its next instance sends that soon.
   */
  #markSent(dueTimes: readonly DueTopUp[] = this.dueTimes()): readonly Dispatch[] {
    const now = this.deps.now();
    const dispatches = this.#dispatches(dueTimes);
    const ready = dispatches.filter((dispatch) => this.#sendAt(dispatch) <= now);
    const waiting = dispatches.flatMap(({ key, dueAt }): [string, LastDispatch][] => {
      const last = this.lastDispatches.get(key);
      return last?.dueAt === dueAt ? [[key, last]] : [];
    });
    const after = new Map(waiting);
    for (const { key, dueAt } of ready) {
      const { firstAt, count } = after.get(key) ?? { firstAt: now, count: 0 };
      after.set(key, { dueAt, firstAt, at: now, count: count + 1 });
      this.#sentHere.add(key);
    }
    this.#remember(after);
    const lastDispatches = Object.fromEntries(after);
    if (JSON.stringify(lastDispatches) !== JSON.stringify(this.store.facts.lastDispatches))
      this.store.saveFacts({ lastDispatches });
    return ready;
  }
  #remember(lastDispatches: ReadonlyMap<string, LastDispatch>): void {
    this.lastDispatches.clear();
    for (const [key, one] of lastDispatches) this.lastDispatches.set(key, one);
  }

  #countUp(events: readonly TopUpEvent[]): void {
    const { nextTurn, nextReferenceNumber } = this.store.facts;
    const turns = events.flatMap((e) => ("turn" in e ? [e.turn] : []));
    const referenceNumbers = events.flatMap((e) =>
      e.type === "PaymentSucceeded" ? [e.referenceNumbers.paymentTransaction % 1_000_000] : [],
    );
    if (turns.length === 0 && referenceNumbers.length === 0) return;
    this.store.saveFacts({
      nextTurn: Math.max(nextTurn, ...turns.map((n) => n + 1)),
      nextReferenceNumber: Math.max(nextReferenceNumber, ...referenceNumbers.map((n) => n + 1)),
    });
  }
  #dirty(t: TopUp, seq: number, now: number): void {
    const { dirtySeq, projectedSeq, dirtyAt } = this.store.facts;
    const since = dirtySeq > projectedSeq ? dirtyAt : now + this.deps.timings.projectionDelayMs;
    this.lastDispatches.delete("project");
    this.store.saveFacts({ dirtySeq: seq, dirtyAt: isEnded(t) ? now : since });
  }
}

import type { KeyedAnswer, KeyedOrder } from "../../app/ports/keyed-object.ts";
import type { Alarm } from "../storage/sql.ts";
import type { Entry, EntryStore } from "./entries.ts";
import type { Kind } from "./kind.ts";
import type { AnyOrder } from "./kinds.ts";

export interface ProtocolDeps {
  readonly entries: EntryStore;
  readonly alarm: Alarm;
  readonly now: () => number;
  /** Called after a commit that gave back reservations because of their age, with how many. */
  readonly onAged: (count: number) => void;
}

/** Holds each order; what is too old is given back by the alarm. */
export const reserve = (
  deps: ProtocolDeps,
  kind: Kind<AnyOrder>,
  orders: readonly AnyOrder[],
): readonly KeyedAnswer[] => answerEach(deps, kind, orders, (entry) => entry);

/** Takes each order for ever. A number is given here and never before, so none is ever void. */
export const confirm = (
  deps: ProtocolDeps,
  kind: Kind<AnyOrder>,
  orders: readonly AnyOrder[],
): readonly KeyedAnswer[] =>
  answerEach(deps, kind, orders, (entry, order, now) => {
    if (entry.state !== "reserved") return entry;
    const { until: _, ...holding } = entry;
    const number = kind.numberOf(order, deps.entries.held(now));
    return { ...holding, state: "confirmed", number };
  });

/**
 * Gives each back, for ever, also an id that nothing is known of yet; what is confirmed stays. A
 * kind that forgets knows nothing of the id afterwards.
 */
export const release = (
  deps: ProtocolDeps,
  kind: Kind<AnyOrder>,
  ids: readonly KeyedOrder["id"][],
): readonly KeyedAnswer[] =>
  commit(deps, () =>
    ids.map((id) => {
      const before = deps.entries.read(id);
      if (before !== null && before.state !== "reserved") return answerOf(before);
      const after: Entry = { id, state: "released" };
      if (kind.forgets) deps.entries.forget(id);
      else deps.entries.save(after);
      return answerOf(after);
    }),
  );

/** What the alarm does. It may come late or get lost: every other commit begins with the same. */
export function releaseAged(deps: ProtocolDeps): void {
  commit(deps, () => {});
  if (deps.entries.nextUntil() === null) deps.alarm.clear();
}

/** One commit for all orders, one after the other, so that two callers never see the same room. */
function answerEach(
  deps: ProtocolDeps,
  kind: Kind<AnyOrder>,
  orders: readonly AnyOrder[],
  take: (entry: Entry, order: AnyOrder, now: number) => Entry,
): readonly KeyedAnswer[] {
  for (const order of orders) {
    const mistake = kind.mistakeIn(order);
    // A fault of the caller: nothing of its call is held.
    if (mistake !== null) throw new Error(`${order.id}: ${mistake}`);
  }
  return commit(deps, (now) =>
    orders.map((order) => {
      const before = deps.entries.read(order.id);
      const held = before ? sameOrder(before, kind, order) : hold(deps.entries, kind, order, now);
      if ("kind" in held) return held;
      const after = take(held, order, now);
      if (after !== before) deps.entries.save(after);
      return answerOf(after);
    }),
  );
}

function hold(
  entries: EntryStore,
  kind: Kind<AnyOrder>,
  order: AnyOrder,
  now: number,
): Entry | KeyedAnswer {
  const { id, owner } = order;
  const amount = kind.amountOf(order);
  const left = kind.leftFor(order, entries.held(now));
  if (left !== null && left < (amount ?? 0)) return { id, kind: "full", left };
  const held = { id, owner, amount, heldAt: now, quiet: kind.forgets };
  return { ...held, state: "reserved", until: now + kind.ageMs };
}

/** The entry, if it is what this order asked for. */
function sameOrder(entry: Entry, kind: Kind<AnyOrder>, order: AnyOrder): Entry | KeyedAnswer {
  if (entry.state === "released") return entry;
  const same = entry.owner === order.owner && entry.amount === kind.amountOf(order);
  return same ? entry : { id: order.id, kind: "conflict" };
}

function answerOf(entry: Entry): KeyedAnswer {
  const { id, state } = entry;
  if (state === "reserved") return { id, kind: state, until: entry.until };
  return state === "confirmed" ? { id, kind: state, number: entry.number } : { id, kind: state };
}

/** What is too old is given back first, whatever became of the alarm; then the alarm is armed. */
function commit<T>(deps: ProtocolDeps, work: (now: number) => T): T {
  const { entries, alarm, onAged } = deps;
  const now = deps.now();
  let aged = 0;
  try {
    return entries.commit(() => {
      const first = entries.nextUntil();
      aged = first !== null && first <= now ? entries.forgetUntil(now) : 0;
      const result = work(now);
      const next = entries.nextUntil();
      if (next !== null) alarm.set(next);
      // Where nothing is left at all the alarm stays: it gives the storage back.
      else if (first !== null && !entries.areNone()) alarm.clear();
      return result;
    });
  } catch (fault) {
    alarm.forget();
    aged = 0;
    throw fault;
  } finally {
    if (aged > 0) onAged(aged);
  }
}

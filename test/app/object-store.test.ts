import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketId, type TopUpId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { recordPayment } from "../../src/domain/top-up/decide/payment.ts";
import { cancelTopUp } from "../../src/domain/top-up/decide/people.ts";
import { recordEvidence } from "../../src/domain/top-up/decide/record.ts";
import { stateOf } from "../../src/domain/top-up/states.ts";
import type { TopUp } from "../../src/domain/top-up/top-up.ts";
import { lastCreditedEnd } from "../../src/object/service/bucket-index.ts";
import { STEPS } from "../../src/object/service/schema.ts";
import { Store } from "../../src/object/service/store.ts";
import { migrate } from "../../src/object/storage/migrate.ts";
import { begin, start, steps } from "../domain/cells/random.ts";
import { answered, OFFER, payment, START, TOP_UP_ID, World } from "../domain/cells/world.ts";
import { memorySql } from "./memory-sql.ts";

/** What the object decides by: how it is kept in memory, and how it is read after an eviction. */
const contentOf = (store: Store, now: number) => ({
  facts: store.facts,
  seq: store.seq,
  open: store.open(),
  buckets: store.bucketStates(now),
  newest: [...store.newestFrom(START)],
});

const emptyStore = () => {
  const sql = memorySql();
  migrate(sql, STEPS);
  return { sql, store: new Store(sql) };
};

const SERVICE_HAS = 8;
const idOf = (n: number): TopUpId => `top_${n}`;

/** A fault in the middle of a commit. */
class Fault extends Error {}

test("whatever is saved or rolled back, memory says what is stored", () => {
  const change = fc.record({ steps, topUp: fc.nat({ max: SERVICE_HAS - 1 }), fails: fc.boolean() });
  fc.assert(
    fc.property(start, fc.array(change, { maxLength: 16 }), (from, changes) => {
      const { far, needsApproval, refundWhileSilent } = from;
      const offer = { ...OFFER, refundWhileSilent };
      const worlds = Array.from({ length: SERVICE_HAS }, () =>
        begin(new World({ needsApproval, offer }), far),
      );
      const saved = new Map<string, number>();
      const { sql, store } = emptyStore();
      for (const { steps, topUp, fails } of changes) {
        const world = worlds[topUp] as World;
        for (const step of steps) step.run(world);
        // The clock of the object goes on from one request to the next.
        const order = saved.get(idOf(topUp)) ?? saved.size;
        const commit = () => {
          store.commit(() => {
            save(store, named(world.t, topUp, order));
            if (fails) throw new Fault();
          });
        };
        if (fails) expect(commit).toThrow(Fault);
        else {
          commit();
          saved.set(idOf(topUp), order);
        }
        const newest = [...store.newestFrom(START)];
        expect(newest.map((t) => t.request.topUpId).toSorted()).toEqual(
          [...saved.keys()].toSorted(),
        );
        expect(newest).toEqual(newest.toSorted((a, b) => b.requestedAt - a.requestedAt));
        const ends = store.bucketStates(0).map(({ endAt }) => endAt);
        for (const now of [START, world.now, ...ends.map((end) => end - 1), ...ends]) {
          expect(contentOf(store, now)).toEqual(contentOf(new Store(sql), now));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("a fact that was saved outside of a commit is stored by the next one", () => {
  const { sql, store } = emptyStore();
  store.saveFacts({ nextReferenceNumber: 7 });
  store.commit(() => {});
  expect(new Store(sql).facts.nextReferenceNumber).toBe(7);
});

test("what comes last in a commit sees its facts written, and rolls them back", () => {
  const { sql, store } = emptyStore();
  const seen: number[] = [];
  const last = () => {
    seen.push(new Store(sql).facts.nextReferenceNumber);
    throw new Fault();
  };
  expect(() => store.commit(() => store.saveFacts({ nextReferenceNumber: 7 }), last)).toThrow(
    Fault,
  );
  expect(seen).toEqual([7]);
  expect([store.facts.nextReferenceNumber, new Store(sql).facts.nextReferenceNumber]).toEqual([
    1, 1,
  ]);
});

describe("a credited top-up", () => {
  const credited = () => {
    const world = begin(new World(), 3);
    world.do((t, ctx) => {
      const fence = t.drive.fence;
      return recordEvidence(t, { fence, write: answered, reading: world.present() }, ctx);
    });
    expect(stateOf(world.t)).toBe("credited");
    return world;
  };
  const saved = (world: World) => {
    const { sql, store } = emptyStore();
    const endAt = world.t.credit.grant?.endAt ?? 0;
    store.commit(() => store.save(world.t, START));
    return { sql, store, endAt };
  };

  test("counts again when asked about an earlier time than before", () => {
    const { sql, endAt } = saved(credited());
    const store = new Store(sql);
    expect(store.bucketStates(endAt + 3600_000)).toEqual([]);
    expect(store.bucketStates(endAt - 1)).toHaveLength(1);
  });

  test("counts no more once it is saved in a state in which nothing shows its credit", () => {
    const { sql, store, endAt } = saved(credited());
    const counted = (one: Store) => lastCreditedEnd(one.bucketStates(endAt - 1), "days");
    expect(counted(store)).toBe(endAt);
    const { t } = begin(new World(), 3);
    store.commit(() => store.save(t, START));
    expect(stateOf(t)).toBe("crediting");
    for (const one of [store, new Store(sql)]) {
      expect(one.bucketStates(endAt - 1)).toMatchObject([{ state: "granted", generation: 1 }]);
      expect(counted(one)).toBeNull();
    }
  });

  test("counts for its own kind alone", () => {
    const { store, endAt } = saved(credited());
    const [bucket] = store.bucketStates(endAt - 1);
    expect(bucket).toMatchObject({ kind: "days", state: "credited" });
    const other = { ...bucket!, kind: "money", endAt: endAt + DAY_MS };
    expect(lastCreditedEnd([bucket!, other], "days")).toBe(endAt);
  });

  test("that was superseded keeps a row of its own, which never counts", () => {
    const world = credited();
    const { grant, generation } = world.t.credit;
    const next = { ...grant!, bucketId: bucketId(TOP_UP_ID, 2), endAt: grant!.endAt + DAY_MS };
    world.apply([
      { type: "Parked", why: "the OCS refuses the revocation" },
      { type: "Unparked", to: "paid", turn: 2 },
      { type: "Granted", generation: generation + 1, grant: next },
      { type: "Credited", grant: next },
    ]);
    const { sql, store, endAt } = saved(world);
    for (const one of [store, new Store(sql)]) {
      expect(one.bucketStates(START)).toMatchObject([
        { bucketId: grant!.bucketId, generation: 1, state: "returned" },
        { bucketId: next.bucketId, generation: 2, state: "credited" },
      ]);
      expect(lastCreditedEnd(one.bucketStates(START), "days")).toBe(endAt);
    }
  });
});

test("what changed after a number is each top-up once, in the order of its newest event", () => {
  const { t } = begin(new World(), 1);
  const owners = fc.array(fc.nat({ max: SERVICE_HAS - 1 }), { maxLength: 40 });
  fc.assert(
    fc.property(
      owners,
      fc.nat({ max: 45 }),
      fc.integer({ min: 1, max: 10 }),
      (log, after, limit) => {
        const { store } = emptyStore();
        store.commit(() => {
          for (const n of log) {
            store.append(idOf(n), { type: "Noted", what: "x" }, START);
            store.save({ ...t, request: { ...t.request, topUpId: idOf(n) } }, START);
          }
        });
        for (const [n, id] of log.map(idOf).entries()) {
          expect(store.log(id).map(({ seq }) => seq)).toContain(n + 1);
        }
        const later = log.slice(after).toReversed();
        const expected = [...new Set(later)].toReversed().slice(0, limit).map(idOf);
        expect(store.changedAfter(after, limit)).toEqual(expected);
      },
    ),
  );
});

test("of many that ended and one that is open, the newest come first, and each once", () => {
  const ended = begin(new World(), 1);
  ended.do((t, ctx) => cancelTopUp(t, "customer", ctx));
  ended.do((t, ctx) => recordPayment(t, payment("canceled"), ctx));
  expect(stateOf(ended.t)).toBe("canceled");
  const open = begin(new World(), 1).t;
  const { store } = emptyStore();
  const minutes = Array.from({ length: 21 }, (_, n) => n);
  store.commit(() => {
    for (const n of minutes) {
      const t = n === 13 ? open : ended.t;
      const request = { ...t.request, topUpId: idOf(n) };
      store.save({ ...t, request, requestedAt: START + n * 60_000 }, START);
    }
  });
  const ids = [...store.newestFrom(START)].map((t) => t.request.topUpId);
  expect(ids).toEqual(minutes.toReversed().map(idOf));
});

function save(store: Store, t: TopUp): void {
  const seq = store.append(t.request.topUpId, { type: "NoticeUnsure", kind: "refund" }, START);
  store.save(t, START);
  store.saveFacts({ dirtySeq: seq, dirtyAt: t.requestedAt });
}
/** The same top-up under another id; its buckets are named after it. */
function named(t: TopUp, n: number, order: number): TopUp {
  const topUpId = idOf(n);
  const { grant, superseded, generation } = t.credit;
  const nth = (g: number) => ({ bucketId: bucketId(topUpId, g) });
  const credit = {
    ...t.credit,
    grant: grant && { ...grant, ...nth(generation) },
    superseded: superseded.map((old) => ({ ...old, ...nth(old.generation) })),
  };
  const requestedAt = t.requestedAt + Math.floor(order / 2);
  return { ...t, requestedAt, credit, request: { ...t.request, topUpId } };
}

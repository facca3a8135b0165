import fc from "fast-check";
import { expect, test } from "vitest";
import { settle } from "../../src/domain/top-up/decide-money.ts";
import { cancel } from "../../src/domain/top-up/decide-people.ts";
import { nameOf } from "../../src/domain/top-up/names.ts";
import type { TopUp } from "../../src/domain/top-up/state.ts";
import { migrate } from "../../src/service-object/schema.ts";
import { Store } from "../../src/service-object/store.ts";
import { begin, start, steps } from "../domain/cells/random.ts";
import { OFFER, payment, START, World } from "../domain/cells/world.ts";
import { memorySql } from "./memory-sql.ts";

/** What the object decides by: how it is kept in memory, and how it is read after an eviction. */
const told = (store: Store, now: number) => ({
  ...{ facts: store.facts, seq: store.seq, open: store.open() },
  ...{ standing: store.standing(now), onHold: store.onHold(now) },
  newest: [...store.newestFrom(START)],
});

const SERVICE_HAS = 8;
const idOf = (n: number): string => `top_${n}`;

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
      const saved = new Set<string>();
      const sql = memorySql();
      migrate(sql);
      const store = new Store(sql);
      for (const { steps, topUp, fails } of changes) {
        const world = worlds[topUp] as World;
        for (const step of steps) step.run(world);
        const commit = () => {
          store.commit(() => {
            save(store, named(world.t, topUp));
            if (fails) throw new Fault();
          });
        };
        if (fails) expect(commit).toThrow(Fault);
        else {
          commit();
          saved.add(idOf(topUp));
        }
        const newest = [...store.newestFrom(START)];
        expect(newest.map((t) => t.request.topUpId).toSorted()).toEqual([...saved].toSorted());
        expect(newest).toEqual(newest.toSorted((a, b) => b.requestedAt - a.requestedAt));
        const ends = store.standing(0).map(({ endAt }) => endAt);
        for (const now of [START, world.now, ...ends.map((end) => end - 1), ...ends]) {
          expect(told(store, now)).toEqual(told(new Store(sql), now));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("of many that ended and one that is open, the newest come first, and each once", () => {
  const ended = begin(new World(), 1);
  ended.do((t, ctx) => cancel(t, "customer", ctx));
  ended.do((t, ctx) => settle(t, payment("canceled"), ctx));
  expect(nameOf(ended.t)).toBe("unpaid");
  const open = begin(new World(), 1).t;
  const sql = memorySql();
  migrate(sql);
  const store = new Store(sql);
  const minutes = Array.from({ length: 21 }, (_, n) => n);
  store.commit(() => {
    for (const n of minutes) {
      const t = n === 13 ? open : ended.t;
      const request = { ...t.request, topUpId: idOf(n) };
      store.save({ ...t, request, requestedAt: START + n * 60_000 });
    }
  });
  const ids = [...store.newestFrom(START)].map((t) => t.request.topUpId);
  expect(ids).toEqual(minutes.toReversed().map(idOf));
});

function save(store: Store, t: TopUp): void {
  const seq = store.append(t.request.topUpId, { type: "NoticeUnsure", kind: "refund" }, START);
  store.save(t);
  store.saveFacts({ dirtySeq: seq, dirtyAt: t.requestedAt });
}
const named = (t: TopUp, n: number): TopUp => ({
  ...t,
  requestedAt: t.requestedAt + (n % 3),
  request: { ...t.request, topUpId: idOf(n) },
});

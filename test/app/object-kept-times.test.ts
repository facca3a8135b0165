/** When payers and unpaid top-ups go is kept in memory: it is what is stored, whatever happens. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { STEPS } from "../../src/object/service/schema.ts";
import { Store } from "../../src/object/service/store.ts";
import { migrate } from "../../src/object/storage/migrate.ts";
import { begin } from "../domain/cells/random.ts";
import { World } from "../domain/cells/world.ts";
import { memorySql } from "./memory-sql.ts";

const TOP_UPS = [0, 1, 2, 3] as const;
const idOf = (n: number): TopUpId => `top_${n}`;
const payer = { payerId: "pay_1", payerKey: null, sealed: "s", buyerHash: "h" } as const;

/** What is done to one top-up at a small time; the last ones are done to all that are due. */
const ACTS: readonly ((store: Store, id: TopUpId, at: number) => void)[] = [
  ({ payers }, id, at) => payers.setForgetAt(id, at),
  ({ payers }, id) => payers.setForgetAt(id, null),
  ({ payers }, id) => payers.delete(id),
  ({ payers }, id) => payers.save(id, payer),
  ({ unpaid }, id, at) => unpaid.setDropAt(id, at),
  ({ unpaid }, id) => unpaid.setDropAt(id, null),
  ({ payers }, _, at) => payers.deleteForgettable(at),
  ({ unpaid }, _, at) => unpaid.drop(at),
];
const act = fc.record({
  run: fc.constantFrom(...ACTS),
  topUp: fc.constantFrom(...TOP_UPS),
  at: fc.integer({ min: 1, max: 9 }),
});
const commit = fc.record({ acts: fc.array(act, { maxLength: 4 }), fails: fc.boolean() });

const timesOf = ({ payers, unpaid }: Store) => [payers.nextForgetAt(), unpaid.nextDropAt()];

class Fault extends Error {}

test("whatever is written, dropped or rolled back, memory says what is stored", () => {
  const { t } = begin(new World(), 1);
  fc.assert(
    fc.property(fc.array(commit, { maxLength: 12 }), (commits) => {
      const sql = memorySql();
      migrate(sql, STEPS);
      const store = new Store(sql);
      store.commit(() => {
        for (const topUpId of TOP_UPS.map(idOf)) {
          store.payers.save(topUpId, payer);
          store.save({ ...t, request: { ...t.request, topUpId } }, 0);
        }
      });
      for (const { acts, fails } of commits) {
        const run = () =>
          store.commit(() => {
            for (const { run: one, topUp, at } of acts) {
              one(store, idOf(topUp), at);
              expect(timesOf(store)).toEqual(timesOf(new Store(sql)));
            }
            if (fails) throw new Fault();
          });
        if (fails) expect(run).toThrow(Fault);
        else run();
        expect(timesOf(store)).toEqual(timesOf(new Store(sql)));
      }
    }),
    { numRuns: 300 },
  );
});

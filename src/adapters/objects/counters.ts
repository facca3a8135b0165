import type { Counters, Rate } from "../../app/ports/counters.ts";
import type { KeyedObject, RateOrder } from "../../app/ports/keyed-object.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import type { Id } from "../../domain/base/ids.ts";

/** Rates in keyed objects; `rateOf` is the object `rate:<name>`. */
export function createCounters(rateOf: (name: string) => KeyedObject<RateOrder>): Counters {
  const each = <T>(rates: readonly Rate[], ask: (rate: Rate) => Promise<T>): Promise<T[]> =>
    Promise.all(rates.map(ask));
  const giveBack = async (rates: readonly Rate[], id: Id<string>): Promise<void> => {
    await each(rates, ({ name }) => rateOf(name).release({ ids: [id] }));
  };
  return {
    async take({ id, owner, rates }) {
      const counted = await each(rates, (rate) => isCounted(rateOf(rate.name), rate, id, owner));
      const full = rates.filter((_, i) => !counted[i]);
      if (full.length > 0) {
        await giveBack(
          rates.filter((_, i) => counted[i]),
          id,
        );
      }
      return full;
    },
    giveBack: ({ id, rates }) => giveBack(rates, id),
    async full({ rates }) {
      const isFull = await each(rates, async ({ name, limits }) => {
        const windowsMs = limits.map(({ withinMs }) => withinMs);
        const happened = await rateOf(name).amountsWithin({ windowsMs });
        return limits.some(({ most }, i) => (happened[i] ?? 0) >= most);
      });
      return rates.filter((_, i) => isFull[i]);
    },
  };
}

/** False: no room. Throws when the id counts for another owner: no caller does that. */
async function isCounted(
  object: KeyedObject<RateOrder>,
  { name, limits }: Rate,
  id: Id<string>,
  owner: Id<string>,
): Promise<boolean> {
  const [answer] = await object.reserve({ orders: [{ id, owner, limits }] });
  if (answer?.kind === "reserved") return true;
  if (answer?.kind === "full") return false;
  throw new PortFault("counters", `${name}: ${id}: ${answer?.kind ?? "no answer"}`);
}

/** The calls of an older Worker, given again to objects of now. */
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { World } from "../simulation/world/world.ts";
import { quiet } from "./commands.ts";
import { asJson, lostIn } from "./contains.ts";
import type { RecordedCall } from "./recorded-calls.ts";

/** Nothing is there but the objects, which the calls make. */
export function emptyWorld(): World {
  return new World(2, new SimulatedDatabases(), null);
}

/**
 * Gives the calls at their instants, with the objects' alarms between them, and nothing else.
 * Answers with what the older Worker would miss: fields that are gone, or that say something else.
 */
export async function replay(world: World, calls: readonly RecordedCall[]): Promise<string[]> {
  quiet(world);
  const lost: string[] = [];
  calls.forEach(({ at, object, method, input, answer }, n) => {
    world.clock.at(at, () => {
      const place = `call ${n + 1}, ${object} ${method}`;
      world
        .host(object)
        .call((instance) => {
          const run = Reflect.get(instance, method) as
            | ((i: unknown) => Promise<unknown>)
            | undefined;
          if (!run) throw new TypeError(`there is no method ${method}`);
          return run.call(instance, input ?? undefined);
        })
        .then(
          (now) => void lost.push(...lostIn(answer, asJson(now), place)),
          (fault: unknown) => void lost.push(`${place}: ${fault}`),
        );
    });
  });
  const last = Math.max(...calls.map(({ at }) => at));
  await world.clock.runUntil(last + 60_000, 500_000, () => {});
  return lost;
}

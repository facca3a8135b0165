/** Makes the fixture of a release from the code of now. */

import { ServiceObject } from "../../src/object/service/object.ts";
import { giveCommands } from "./commands.ts";
import { type Frozen, packed, unpacked } from "./frozen.ts";
import { readAll } from "./reads.ts";
import type { RecordedCall } from "./recorded-calls.ts";
import { recordCalls } from "./recorded-calls.ts";
import { freezeSecrets } from "./secrets.ts";
import { endOf, goOn, storagesOf, tellStories, wakeWorld } from "./told-world.ts";

export async function freeze(version: string): Promise<Frozen> {
  const { world, stories, calls } = await tellStories();
  const still = unpacked(
    withoutChance(
      packed({
        version,
        at: world.clock.now,
        services: world.services.size,
        stories: stories.map((story) => ({ ...story, endsAs: "" })),
        ...storagesOf(world),
        reads: {},
        end: null,
        calls,
        commands: [],
        secrets: await freezeSecrets(),
      }),
    ),
  ) as Frozen;
  const reads = await readAll(wakeWorld(still), stories);
  const commanded = wakeWorld(still);
  const commands = recordCalls(commanded);
  await giveCommands(commanded, stories);
  everyMethodIsRecorded([...calls, ...commands.calls()]);
  const later = wakeWorld(still);
  await goOn(later);
  const end = endOf(later, stories);
  const endsAs = new Map(end.topUps.map(({ topUpId, state }) => [topUpId, String(state)]));
  return {
    ...still,
    stories: stories.map((story) => ({ ...story, endsAs: endsAs.get(story.topUpId) ?? "" })),
    reads,
    end,
    commands: commands.calls(),
  };
}

/** What only the platform and browsers call. */
const NOT_BY_WORKER = /^(constructor|alarm|fetch|webSocket\w+)$/;

/** Throws when an object has a method of which there is no example. */
function everyMethodIsRecorded(calls: readonly RecordedCall[]): void {
  const recorded = new Set(calls.map(({ method }) => method));
  const missing = Object.getOwnPropertyNames(ServiceObject.prototype).filter(
    (name) => !NOT_BY_WORKER.test(name) && !recorded.has(name),
  );
  if (missing.length > 0) {
    throw new Error(`no call of ${missing.join(", ")}: add it to test/release/commands.ts`);
  }
}

/** The simulated engine makes random ids of buckets; here they are counted instead. */
function withoutChance(text: string): string {
  const counted = new Map<string, string>();
  return text.replace(
    /(?!00000000)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-([0-9a-f]{12})/g,
    (id) => {
      const known =
        counted.get(id) ?? `00000000-0000-4000-9000-${String(counted.size + 1).padStart(12, "0")}`;
      counted.set(id, known);
      return known;
    },
  );
}

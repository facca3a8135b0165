/** What the Worker and its objects share: clock, ids, log, queues. */
import { env } from "cloudflare:workers";
import { createLog } from "../adapters/log/log.ts";
import type { Clock } from "../app/ports/clock.ts";
import type { Ids } from "../app/ports/ids.ts";
import type { Log } from "../app/ports/log.ts";
import type { Queues } from "../app/ports/queues.ts";
import type { Env } from "../config/env.ts";
import { versionOf } from "../config/version.ts";
import { spellId } from "../domain/base/ids.ts";

export const log: Log = createLog(
  () => versionOf(env),
  () => clock.now(),
);
export const clock: Clock = { now: () => Date.now() };
export const ids: Ids = {
  fresh: (prefix) => {
    const random = crypto.getRandomValues(new Uint8Array(16));
    return spellId(
      prefix,
      clock.now(),
      Array.from(random, (byte) => byte & 31),
    );
  },
};

export function queuesOf(env: Env): Queues {
  return {
    provision: async (message) => void (await env.PROVISION.send(message)),
    resolve: async (message) => void (await env.RESOLVE.send(message)),
    refund: async (message) => void (await env.REFUND.send(message)),
    project: async (message) => void (await env.PROJECT.send(message)),
    notify: async (message) => void (await env.NOTIFY.send(message)),
  };
}

/** What the Worker and its objects share: clock, ids, log, queues. */
import { env } from "cloudflare:workers";
import { createLog } from "../adapters/log/log.ts";
import { createMetrics, POINT_LIMITS } from "../adapters/metrics/metrics.ts";
import type { Clock } from "../app/ports/clock.ts";
import type { Ids } from "../app/ports/ids.ts";
import type { Log } from "../app/ports/log.ts";
import type { Metrics } from "../app/ports/metrics.ts";
import type { Queues } from "../app/ports/queues.ts";
import type { Env } from "../config/env.ts";
import { versionOf } from "../config/version.ts";
import { spellId } from "../domain/base/ids.ts";
import { requestIdNow, takePoint } from "./invocations.ts";

export const log: Log = createLog(
  () => versionOf(env),
  () => clock.now(),
  requestIdNow,
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

/** Best effort, and nothing at all where no dataset is bound. */
export const metrics: Metrics = createMetrics({
  dataset: Reflect.get(env, "METRICS") ?? null,
  versionOf: () => versionOf(env),
  takePoint: () => takePoint(POINT_LIMITS.perInvocation),
  log,
});

export function queuesOf(env: Env): Queues {
  return {
    provision: async (message) => void (await env.PROVISION.send(message)),
    resolve: async (message) => void (await env.RESOLVE.send(message)),
    refund: async (message) => void (await env.REFUND.send(message)),
    project: async (message) => void (await env.PROJECT.send(message)),
    notify: async (message) => void (await env.NOTIFY.send(message)),
  };
}

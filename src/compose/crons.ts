/** What the crons go by. */
import { createCronCursors } from "../adapters/d1/cron-cursors.ts";
import { createEventBacklog } from "../adapters/d1/event-backlog.ts";
import { createHeartbeat } from "../adapters/heartbeat/heartbeat.ts";
import type { Ports } from "../app/ports/ports.ts";
import type { Env } from "../config/env.ts";
import type { Settings } from "../config/settings.ts";

type CronPorts = Pick<Ports, "cronCursors" | "cronPages" | "eventBacklog" | "heartbeat">;

export function cronPorts(env: Env, d1: D1Database, settings: Settings): CronPorts {
  return {
    cronCursors: createCronCursors(d1),
    cronPages: {
      send: async (turn) => {
        await env.SWEEP.send(turn);
      },
    },
    eventBacklog: createEventBacklog(d1),
    heartbeat: createHeartbeat(settings.HEARTBEAT_URL),
  };
}

import type { Env } from "../config/env.ts";
import { settingsOf } from "../config/settings.ts";
import type { KeyedNeeds } from "../object/keyed/object.ts";
import type { ObjectNeeds } from "../object/service/object.ts";
import { clock, log, queuesOf } from "./common.ts";

/** What a service object is handed when it wakes. Throws when the configuration is invalid. */
export const objectNeeds = (env: Env): ObjectNeeds => ({
  queues: queuesOf(env),
  clock,
  log,
  timings: settingsOf(env).TIMINGS,
});

/** What a keyed object is handed when it wakes. */
export const keyedNeeds: KeyedNeeds = { clock, log };

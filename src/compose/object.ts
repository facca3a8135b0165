import type { Env } from "../config/env.ts";
import { objectSettingsOf } from "../config/settings-of.ts";
import type { KeyedNeeds } from "../object/keyed/object.ts";
import type { ObjectNeeds } from "../object/service/object.ts";
import { clock, log, metrics, queuesOf } from "./common.ts";
import { encoderOf } from "./engines.ts";

/**
 * What a service object is handed when it wakes. Throws when a setting that it needs
 * is invalid; others must not keep it from its alarms.
 */
export function objectNeeds(env: Env): ObjectNeeds {
  const settings = objectSettingsOf(env);
  const { TIMINGS: timings } = settings;
  const encode = encoderOf(settings);
  return { queues: queuesOf(env), clock, after, log, metrics, timings, encode };
}

const after: ObjectNeeds["after"] = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** What a keyed object is handed when it wakes. */
export const keyedNeeds: KeyedNeeds = { clock, log };

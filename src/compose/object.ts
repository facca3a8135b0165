import type { Env } from "../config/env.ts";
import { objectSettingsOf } from "../config/settings-of.ts";
import type { KeyedNeeds } from "../object/keyed/object.ts";
import type { ObjectNeeds } from "../object/service/object.ts";
import { clock, log, queuesOf } from "./common.ts";
import { encoderOf } from "./engines.ts";

const needsByEnv = new WeakMap<object, ObjectNeeds>();

/**
 * What a service object is handed when it wakes, made once per env: objects wake all the time.
 * Throws when a setting that it needs is invalid; others must not keep it from its alarms.
 */
export function objectNeeds(env: Env): ObjectNeeds {
  const known = needsByEnv.get(env);
  if (known) return known;
  const settings = objectSettingsOf(env);
  const { TIMINGS: timings } = settings;
  const queues = queuesOf(env);
  const needs = { queues, clock, after, log, timings, encode: encoderOf(settings) };
  needsByEnv.set(env, needs);
  return needs;
}

const after: ObjectNeeds["after"] = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** What a keyed object is handed when it wakes. */
export const keyedNeeds: KeyedNeeds = { clock, log };

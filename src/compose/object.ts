import type { Env } from "../config/env.ts";
import { objectSettingsOf } from "../config/object-settings.ts";
import type { KeyedNeeds } from "../object/keyed/object.ts";
import type { ObjectNeeds } from "../object/service/object.ts";
import { clock, log, metrics, queuesOf } from "./common.ts";
import { encoderOf } from "./engines.ts";

const needsByEnv = new WeakMap<object, ObjectNeeds>();

/**
 * What a service object is handed when it wakes, made once per env: objects wake all the time.
 * Never throws (decision 36).
 */
export function objectNeeds(env: Env): ObjectNeeds {
  const known = needsByEnv.get(env);
  if (known) return known;
  const { timings, vendors, enginesWrong } = objectSettingsOf(env);
  const encode = encoderOf(vendors, enginesWrong);
  const needs = { queues: queuesOf(env), clock, after, log, metrics, timings, encode };
  needsByEnv.set(env, needs);
  return needs;
}

const after: ObjectNeeds["after"] = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** What a keyed object is handed when it wakes. */
export const keyedNeeds: KeyedNeeds = { clock, log };

import type { Env } from "../config/env.ts";
import { objectSettingsOf } from "../config/object-settings.ts";
import type { KeyedNeeds } from "../object/keyed/object.ts";
import type { ObjectNeeds } from "../object/service/object.ts";
import { clock, log, metrics, queuesOf } from "./common.ts";
import { encoderOf } from "./engines.ts";

/** What a service object is handed when it wakes. Never throws (decision 36). */
export function objectNeeds(env: Env): ObjectNeeds {
  const { timings, vendors, enginesWrong } = objectSettingsOf(env);
  const encode = encoderOf(vendors, enginesWrong);
  return { queues: queuesOf(env), clock, after, log, metrics, timings, encode };
}

const after: ObjectNeeds["after"] = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** What a keyed object is handed when it wakes. */
export const keyedNeeds: KeyedNeeds = { clock, log };

import { createKeep, type Keep } from "../../../src/adapters/d1/kept.ts";
import type { Log } from "../../../src/app/ports/log.ts";
import { NOW } from "./history-facts.ts";

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
export const stopped = { now: () => NOW };
/** Keeps nothing, so that every question reaches D1. */
export const keepOf = (): Keep => createKeep({ clock: stopped, log: silent, freshMs: 0 });

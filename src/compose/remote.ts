/** How every call to an object is made. */
import type { Repeating } from "../adapters/objects/once-more.ts";
import { requestIdNow } from "./invocations.ts";

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

const repeating: Repeating = { pause, random: Math.random };
export const remote = { repeating, requestIdOf: requestIdNow } as const;

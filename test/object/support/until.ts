import { vi } from "vitest";

/** Ends what hangs; a busy machine may need many times as long as it should. */
const WITHIN_MS = 30_000;

/** Resolves with the first truthy value of `look`. D1 has no events, so it is asked repeatedly. */
export const until = <Value>(look: () => Promise<Value>) =>
  vi.waitUntil(look, { timeout: WITHIN_MS });

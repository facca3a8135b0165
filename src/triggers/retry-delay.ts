const MOST_SECONDS = 300;

/**
 * After how many seconds a message that failed is delivered again: it doubles with each delivery
 * up to five minutes, so that what is overloaded is left alone (decision 45). `attempts`: the
 * deliveries so far, from 1. `body`: what spreads it by a quarter to both sides, so that what one
 * outage broke does not come back at once.
 */
export function retryDelay(attempts: number, firstSeconds: number, body: unknown): number {
  const doubled = firstSeconds * 2 ** Math.min(Math.max(1, attempts) - 1, 20);
  const spread = 0.75 + hashOf(JSON.stringify(body) ?? "") / 2;
  return Math.max(1, Math.round(Math.min(MOST_SECONDS, doubled) * spread));
}

/** From 0 to 1 (FNV-1a, 32 bits). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}

/** After this long without an answer our server counts as unreachable; ms. */
const TIMEOUT_MS = 5000;
/** Pause before the next check; it doubles up to the maximum; ms. */
const RETRY_MS = 1000;
const RETRY_MAX_MS = 15_000;

/**
 * Whether our server answers now. `navigator.onLine` is reliable when it is false, but not when it
 * is true: a Wi-Fi that first wants a sign-in is "online" too.
 */
export function isConnected(): Promise<boolean> {
  if (!navigator.onLine) return Promise.resolve(false);
  const asked = fetch("/robots.txt", { method: "HEAD", cache: "no-store" });
  return Promise.race([
    asked.then(
      ({ ok }) => ok,
      () => false,
    ),
    later(TIMEOUT_MS, false),
  ]);
}

/**
 * Resolves as soon as our server answers: at once, or when the connection is back. Dispatches
 * `offline` and `online` itself, so that their listeners also learn of a network that the browser
 * takes for online.
 */
export async function connected(): Promise<void> {
  let wait = RETRY_MS;
  while (!(await isConnected())) {
    if (wait === RETRY_MS) dispatchEvent(new Event("offline"));
    await Promise.race([comesOnline(), later(wait, null)]);
    wait = Math.min(2 * wait, RETRY_MAX_MS);
  }
  if (wait > RETRY_MS) dispatchEvent(new Event("online"));
}

const comesOnline = () =>
  new Promise((resolve) => addEventListener("online", resolve, { once: true }));

/** Resolves to the value after `ms` milliseconds. */
export const later = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(resolve, ms, value));

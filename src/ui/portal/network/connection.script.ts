/** After this long without an answer there is none; ms. */
const TIMEOUT_MS = 5000;
/** A network that lies about itself is asked again, ever more seldom; ms. */
const RETRY_MS = 1000;
const RETRY_MAX_MS = 15_000;

/**
 * Whether our server answers now. `navigator.onLine` is certain when it says no; its yes says
 * little: a Wi-Fi that wants a sign-in first is "online" too.
 */
export function isConnected(): Promise<boolean> {
  if (!navigator.onLine) return Promise.resolve(false);
  const asked = fetch("/assets/shop.css", { method: "HEAD", cache: "no-store" });
  return Promise.race([
    asked.then(
      ({ ok }) => ok,
      () => false,
    ),
    later(TIMEOUT_MS, false),
  ]);
}

/**
 * Resolves once our server answers: at once, or when the connection is back. What it finds out it
 * says as the browser does, by `offline` and `online`, so that whoever listens hears of lying
 * networks too.
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

/** The value, after a while. */
export const later = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(resolve, ms, value));

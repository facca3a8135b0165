/** A Worker has six outgoing connections; more calls would only wait. */
const CONCURRENCY = 6;

/** Runs `work` over all items, six at a time. A throw stops it: catch inside if it must not. */
export async function mapWithConcurrency<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: Math.min(CONCURRENCY, items.length) }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(workers);
}

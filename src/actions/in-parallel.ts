/** Six outgoing connections are all a Worker has; more would only wait. */
const WIDTH = 6;

/** Runs `work` over all items, a few at a time. A throw stops it: catch inside if it must not. */
export async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lanes = Array.from({ length: Math.min(WIDTH, items.length) }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(lanes);
}

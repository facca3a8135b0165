import type { Ports } from "../app/ports/ports.ts";

/** What a queue says of its batch; the runtime may not say all of it. */
export interface MeasuredBatch {
  readonly queue: string;
  readonly messages: readonly { readonly timestamp?: Date }[];
  readonly metadata?: { readonly metrics?: { readonly backlogCount?: number } };
}

/** Runs the work of a batch, and writes one point about it: how late it was, how long it took. */
export async function measureBatch(
  { metrics, clock }: Pick<Ports, "metrics" | "clock">,
  batch: MeasuredBatch,
  work: () => Promise<void>,
): Promise<void> {
  const from = clock.now();
  const sent = batch.messages.flatMap(({ timestamp }) => timestamp?.getTime() ?? []);
  let outcome = "fault";
  try {
    await work();
    outcome = "done";
  } finally {
    metrics.write("queue_batch", {
      blobs: { queue: batch.queue, outcome },
      doubles: {
        messages: batch.messages.length,
        backlog: batch.metadata?.metrics?.backlogCount ?? null,
        waited_ms: sent.length === 0 ? null : Math.max(0, from - Math.min(...sent)),
        took_ms: clock.now() - from,
      },
    });
  }
}

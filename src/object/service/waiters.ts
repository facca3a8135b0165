import type { WaitedFor } from "../../app/ports/service-object/payment.ts";
import type { ServiceObject } from "../../app/ports/service-object.ts";
import { isMoving, stopWaiting } from "../../domain/top-up/decide/wait.ts";
import type { TopUp } from "../../domain/top-up/state.ts";
import { viewIn } from "./commands/request.ts";
import type { Core } from "./core.ts";

/** Calls `then` once, after so long; answers with how to call it off. */
export type After = (ms: number, then: () => void) => () => void;

/**
 * Callers that wait for a top-up to end. Memory only: an object that is reset loses them together
 * with their calls, and the caller repeats. Woken by commits, never by looking again and again.
 */
export class Waiters {
  readonly #after: After;
  readonly #waiting = new Set<{ readonly topUpId: string; readonly wake: () => void }>();

  constructor(after: After) {
    this.#after = after;
  }

  /** These have changed; whoever waits for one of them looks again. */
  tell(changed: readonly TopUp[]): void {
    const ended = new Set(changed.filter((t) => !isMoving(t)).map((t) => t.request.topUpId));
    for (const waiter of [...this.#waiting]) if (ended.has(waiter.topUpId)) waiter.wake();
  }

  /** Resolves when the top-up has ended, or after so long. */
  async until(topUpId: string, ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const callOff = this.#after(ms, () => waiter.wake());
      const waiter = {
        topUpId,
        wake: () => {
          callOff();
          this.#waiting.delete(waiter);
          resolve();
        },
      };
      this.#waiting.add(waiter);
    });
  }
}

/**
 * Waits for what the caller is told (row V6), at most `waitMs`. What is not granted by then is
 * given up in a commit of its own, from the state as it is after the wait. Null: no such top-up.
 */
export async function waitFor(
  core: Core,
  waiters: Waiters,
  { topUpId, waitMs }: Parameters<ServiceObject["waitFor"]>[0],
): Promise<WaitedFor | null> {
  const before = core.store.load(topUpId);
  if (!before) return null;
  if (isMoving(before)) {
    await waiters.until(topUpId, waitMs);
    core.apply(topUpId, stopWaiting);
  }
  const t = core.store.load(topUpId);
  return (
    t && {
      view: viewIn(core, t),
      referenceNumbers: t.referenceNumbers,
      intentId: t.money?.intentId ?? null,
    }
  );
}

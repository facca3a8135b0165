import type { TopUpId } from "../../domain/base/ids.ts";
import { isMoving, stopWaiting } from "../../domain/top-up/decide/wait.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { Core } from "./core.ts";
import type { MethodAnswer, MethodInput } from "./port-types.ts";
import { viewIn } from "./views.ts";

/** Calls `then` once, after `ms`; the answer is a function that cancels the call. */
export type After = (ms: number, then: () => void) => () => void;

/**
 * Calls that wait until a top-up moves no more by itself: it has ended, or what comes next takes
 * longer than a caller waits. In memory only: an object that is reset loses them together with
 * their requests, and the caller repeats. A commit wakes them; nothing polls.
 */
export class Waiters {
  readonly #after: After;
  readonly #waiting = new Set<{ readonly topUpId: TopUpId; readonly wake: () => void }>();

  constructor(after: After) {
    this.#after = after;
  }

  /** Wakes the calls that wait for one of these top-ups, if it moves no more by itself. */
  tell(changed: readonly TopUp[]): void {
    const stopped = new Set(changed.filter((t) => !isMoving(t)).map((t) => t.request.topUpId));
    for (const waiter of [...this.#waiting]) if (stopped.has(waiter.topUpId)) waiter.wake();
  }

  /** Resolves when the top-up moves no more by itself, or after `ms`. */
  async until(topUpId: TopUpId, ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#after(ms, () => waiter.wake());
      const waiter = {
        topUpId,
        wake: () => {
          cancel();
          this.#waiting.delete(waiter);
          resolve();
        },
      };
      this.#waiting.add(waiter);
    });
  }
}

/**
 * Waits at most `waitMs` until a top-up moves no more by itself, for the answer to a legacy caller
 * (row V6). A top-up that is not granted by then is given up, in a commit that starts from the
 * state after the wait. Null: this object has no such top-up.
 */
export async function waitFor(
  core: Core,
  waiters: Waiters,
  { topUpId, waitMs }: MethodInput<"waitFor">,
): Promise<MethodAnswer<"waitFor">> {
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

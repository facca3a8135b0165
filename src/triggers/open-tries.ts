import type { Clock } from "../app/ports/clock.ts";
import type { HandOver } from "../app/provisioning/provision.ts";

/** The platform gives work that outlives its event this long, then ends it without a word. */
const OUTLIVES_MS = 30_000;

/**
 * The tries of this isolate that go on behind their batch. It is the valve in front of the OCS: so
 * many calls at most go on behind the consumers' backs; a further try holds its consumer, whose
 * number the queue bounds.
 */
export class OpenTries {
  readonly #max: number;
  readonly #clock: Clock;
  /** When each began; Unix ms. One that the platform ended never takes itself out. */
  readonly #begun = new Map<symbol, number>();

  constructor(max: number, clock: Clock) {
    this.#max = max;
    this.#clock = clock;
  }

  behind(ctx: { waitUntil(work: Promise<unknown>): void }): HandOver {
    return async (work) => {
      const mine = Symbol();
      const room = this.#count() < this.#max;
      this.#begun.set(mine, this.#clock.now());
      const over = work.finally(() => this.#begun.delete(mine));
      if (room) ctx.waitUntil(over);
      else await over;
    };
  }

  #count(): number {
    const ended = this.#clock.now() - OUTLIVES_MS;
    for (const [one, at] of this.#begun) if (at < ended) this.#begun.delete(one);
    return this.#begun.size;
  }
}

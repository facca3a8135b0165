import type { Log, Queues } from "../actions/ports.ts";
import type { Dues } from "../domain/retry.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import type { Core } from "./core.ts";
import { tickTopUp } from "./delivery-commands.ts";

type Send = (queues: Queues, serviceId: string) => Promise<void>;

/**
 * Sends what is due, one lane per destination: a dead lane never holds up another one. Nothing is
 * stored about a message: what is due follows from the state, so a lost one is simply due again,
 * and one sent twice finds the work done or in hand.
 */
export class Outbox {
  readonly #core: Core;
  readonly #queues: Queues;
  readonly #log: Log;

  constructor(core: Core, queues: Queues, log: Log) {
    this.#core = core;
    this.#queues = queues;
    this.#log = log;
  }

  /** After a commit: only what is due and was not sent a moment ago. */
  async flush(): Promise<void> {
    const now = this.#core.deps.now();
    const sends = this.#core.dues().flatMap(({ t, dues }) => this.#lanesOf(t, dues, now));
    const projectAt = this.#core.projectionDueAt();
    sends.push(
      ...this.#lane("project", projectAt, now, (q, serviceId) => q.project({ serviceId })),
    );
    await Promise.all(sends);
  }

  /** The alarm: deadlines first, then every lane. Re-arming is the caller's first and last act. */
  async drive(): Promise<void> {
    const now = this.#core.deps.now();
    for (const { t, dues } of this.#core.dues()) {
      const { tickAt } = dues;
      if (tickAt !== null && tickAt <= now) this.#tick(t.request.topUpId);
    }
    await this.flush();
  }

  #tick(topUpId: string): void {
    try {
      tickTopUp(this.#core, topUpId);
    } catch (fault) {
      // One top-up must not keep the others from their deadlines; it stays due and is seen again.
      this.#log.error("tick_failed", fault, { topUpId });
    }
  }

  #lanesOf(t: TopUp, dues: Dues, now: number): Promise<void>[] {
    const { topUpId } = t.request;
    const lanes = [
      ["provision", dues.deliveryAt],
      ["refund", dues.stripeAt],
      ["notify", dues.noticeAt],
    ] as const;
    return lanes.flatMap(([lane, dueAt]) =>
      this.#lane(`${lane}:${topUpId}`, dueAt, now, (q, serviceId) =>
        q[lane]({ serviceId, topUpId }),
      ),
    );
  }

  #lane(lane: string, dueAt: number | null, now: number, send: Send): Promise<void>[] {
    const { serviceId } = this.#core.store.facts;
    if (serviceId === null || dueAt === null || !this.#core.maySend(lane, dueAt, now)) return [];
    this.#core.noteSent(lane, dueAt, now);
    return [this.#send(lane, () => send(this.#queues, serviceId))];
  }

  async #send(lane: string, send: () => Promise<void>): Promise<void> {
    try {
      await send();
    } catch (fault) {
      // Still due; the alarm comes back to it with a longer pause each time.
      this.#log.error("send_failed", fault, { lane });
    }
  }
}

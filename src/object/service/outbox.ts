import type { Log } from "../../app/ports/log.ts";
import type { Queues } from "../../app/ports/queues.ts";
import { tickTopUp } from "./commands/provisioning.ts";
import type { Core } from "./core.ts";
import type { Dispatch } from "./dispatches.ts";

/**
 * Sends what is due, one lane per destination: a dead lane never holds up another one. What is due
 * follows from the state, so a lost message is due again after a pause, and one sent twice finds
 * the work done or in hand. That it was sent is stored by the commit before, so that a reset object
 * that is poked by every dead letter does not answer each with a new message.
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

  /** After a commit: what it marked as sent. */
  async flush(): Promise<void> {
    const { serviceId } = this.#core.store.facts;
    if (serviceId === null) return;
    const dispatches = this.#core.takeOutgoing();
    await Promise.all(dispatches.map((dispatch) => this.#send(dispatch, serviceId)));
  }

  /** The alarm: deadlines first, then every lane. Re-arming is the caller's first and last act. */
  async drive(): Promise<void> {
    const now = this.#core.deps.now();
    for (const { t, dues: dueTimes } of this.#core.dueTimes()) {
      const { tickAt } = dueTimes;
      if (tickAt !== null && tickAt <= now) this.#tick(t.request.topUpId);
    }
    if (this.#core.sendDue()) await this.flush();
  }

  #tick(topUpId: string): void {
    try {
      tickTopUp(this.#core, topUpId);
    } catch (fault) {
      // One top-up must not keep the others from their deadlines; it stays due and is seen again.
      this.#log.error("tick_failed", fault, { topUpId });
    }
  }

  async #send({ key, to, topUpId }: Dispatch, serviceId: string): Promise<void> {
    try {
      if (to === "project") await this.#queues.project({ serviceId });
      else if (topUpId !== null) await this.#queues[to]({ serviceId, topUpId });
    } catch (fault) {
      // Still due; the alarm comes back to it with a longer pause each time.
      this.#log.error("send_failed", fault, { dispatch: key });
    }
  }
}

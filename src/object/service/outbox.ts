import type { Log } from "../../app/ports/log.ts";
import type { Queues } from "../../app/ports/queues.ts";
import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { tickTopUp } from "./commands/provisioning.ts";
import type { Core } from "./core.ts";
import type { Dispatch } from "./dispatches.ts";

/**
 * Sends the dispatches that are due; one that fails never holds up another. What is due follows
 * from the state: a lost message is due again after a pause, and a message that comes twice finds
 * its work done or claimed. The commit before has stored that it was sent, so that an object that
 * was reset does not answer every dead letter with a new message.
 */
export class Outbox {
  readonly #core: Core;
  readonly #queues: Queues;
  readonly #log: Log;
  /** How often in a row no queue took the message of a key; in memory only. */
  readonly #notTaken = new Map<string, number>();

  constructor(core: Core, queues: Queues, log: Log) {
    this.#core = core;
    this.#queues = queues;
    this.#log = log;
  }

  /** Hands over what a commit has stored as sent. */
  async flush(): Promise<void> {
    const { serviceId } = this.#core.store.facts;
    if (serviceId === null) return;
    for (let out = this.#core.takeOutgoing(); out.length > 0; out = this.#core.takeOutgoing()) {
      const taken = await Promise.all(out.map((dispatch) => this.#send(dispatch, serviceId)));
      const left = out.filter((_, i) => !taken[i]);
      if (left.length > 0) this.#core.noteNotTaken(left, this.#notTaken);
    }
  }

  /** Decides what deadlines bring, then sends everything due. The caller arms the alarm. */
  async drive(): Promise<void> {
    const now = this.#core.deps.now();
    for (const { t, times } of this.#core.dueTimes()) {
      const { tickAt } = times;
      if (tickAt !== null && tickAt <= now) this.#tick(t.request.topUpId);
    }
    this.#core.forgetPayers();
    this.#core.dropUnpaid();
    if (this.#core.sendDue()) await this.flush();
  }

  #tick(topUpId: TopUpId): void {
    try {
      tickTopUp(this.#core, topUpId);
    } catch (fault) {
      // The other top-ups have deadlines too; this one stays due, and the next alarm tries again.
      this.#log.error("tick_failed", fault, { topUpId });
    }
  }

  /** Whether the queue took it. One that did not is asked again at once, and then by the alarm. */
  async #send(dispatch: Dispatch, serviceId: ServiceId): Promise<boolean> {
    const { key } = dispatch;
    try {
      await this.#put(dispatch, serviceId).catch(() => this.#put(dispatch, serviceId));
      this.#notTaken.delete(key);
      return true;
    } catch (fault) {
      this.#notTaken.set(key, (this.#notTaken.get(key) ?? 0) + 1);
      this.#log.error("send_failed", fault, { dispatch: key });
      return false;
    }
  }
  async #put({ to, topUpId }: Dispatch, serviceId: ServiceId): Promise<void> {
    if (to === "project") await this.#queues.project({ serviceId });
    else if (topUpId !== null) await this.#queues[to]({ serviceId, topUpId });
  }
}

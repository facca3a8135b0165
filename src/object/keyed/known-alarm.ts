import type { Alarm } from "../storage/sql.ts";

/**
 * The alarm of an object that remembers when it is set, because setting it is billed as a row
 * written (Cloudflare: durable-objects/platform/pricing). What it does not know for certain it
 * sets: after a wake, an alarm that rang, or a commit that was rolled back. An alarm that got lost
 * when it was due is set again too: what was due is given back first, so another time comes next.
 */
export class KnownAlarm implements Alarm {
  readonly #storage: Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">;
  /** Unix ms; null: none is set; undefined: not known. */
  #at: number | null | undefined = undefined;

  constructor(storage: Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">) {
    this.#storage = storage;
  }

  set(at: number): void {
    if (this.#at === at) return;
    this.#at = at;
    void this.#storage.setAlarm(at);
  }
  clear(): void {
    if (this.#at === null) return;
    this.#at = null;
    void this.#storage.deleteAlarm();
  }
  /** What is remembered may be wrong from here on. */
  forget(): void {
    this.#at = undefined;
  }
}

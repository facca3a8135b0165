import type { Alarm } from "./sql.ts";

/**
 * The alarm of an object that remembers when it rings, because setting it is billed as a row
 * written (Cloudflare: durable-objects/platform/pricing). One that rings earlier than asked is left
 * alone: the object then finds nothing due, and asks again. What is not known for certain is set:
 * after a wake, after an alarm that rang or should have, and after a commit that was rolled back.
 * So a lost alarm is set again by the next commit after its time, as by every wake.
 */
export class KnownAlarm implements Alarm {
  readonly #storage: Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">;
  readonly #now: () => number;
  /** Unix ms; null: none is set; undefined: not known. */
  #at: number | null | undefined = undefined;

  constructor(storage: Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  set(at: number): void {
    const known = this.#at ?? Number.POSITIVE_INFINITY;
    if (known <= at && known > this.#now()) return;
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

import { type KeyValueStore, readJson } from "../../kit/browser/key-value-store.script.ts";

/**
 * Two presses of Pay belong to the same request if all of this is equal: what is bought (the server
 * compares the same five values) and the expiry before it, which a successful top-up changes.
 */
export interface KeyedChoice {
  readonly service: string;
  readonly offer: string;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
  /** The expiry that the page showed; ISO 8601. Null: none. */
  readonly expiry: string | null;
}

/**
 * The idempotency key of the present request for a top-up. It is kept on the device, so that a
 * reload, a lost connection, a second press or a second tab repeats the same request. Another
 * choice gets another key. A window keeps the key it once used even if another window has paid and
 * forgotten it: its next press then finds that payment instead of making a second one.
 */
export class IdempotencyKey {
  readonly #store: KeyValueStore;
  readonly #fresh: () => string;
  #held: { readonly choice: string; readonly key: string } | null = null;

  constructor(store: KeyValueStore, fresh: () => string) {
    this.#store = store;
    this.#fresh = fresh;
  }

  /** The key of a choice; a new one if neither window nor device has one for it. */
  keyFor(keyedChoice: KeyedChoice): string {
    const choice = JSON.stringify(keyedChoice);
    if (this.#held?.choice !== choice) this.#held = { choice, key: this.#keyOf(choice) };
    return this.#held.key;
  }

  #keyOf(choice: string): string {
    const kept = readJson(this.#store, "idempotency-key");
    if (kept?.choice === choice && typeof kept.key === "string") return kept.key;
    const key = this.#fresh();
    this.#store.write("idempotency-key", JSON.stringify({ choice, key }));
    return key;
  }

  /** Called when the top-up is paid or has ended, or when the server asks for a new key. */
  forget(): void {
    this.#held = null;
    this.#store.write("idempotency-key", null);
  }
}

import { type KeyValueStore, readJson } from "../../kit/browser/key-value-store.script.ts";

/**
 * What makes two presses the same try: what is bought (the server compares the same five), and what
 * was there before, so that after a success the same choice is another try.
 */
export interface KeyedChoice {
  readonly service: string;
  readonly offer: string;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
  /** Until when the service was online, as the page showed it. */
  readonly expiry: string | null;
}

/**
 * The key of the present try to top up. Kept on the device, so that a reload, a lost connection, a
 * second press or a second tab repeats the same request. Another choice is another try. A window
 * holds on to the key it once had: when another one has paid meanwhile, it meets that payment.
 */
export class IdempotencyKey {
  readonly #store: KeyValueStore;
  readonly #fresh: () => string;
  #held: { readonly choice: string; readonly key: string } | null = null;

  constructor(store: KeyValueStore, fresh: () => string) {
    this.#store = store;
    this.#fresh = fresh;
  }

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

  /** After the end of a try, or when the server asks for a new key. */
  forget(): void {
    this.#held = null;
    this.#store.write("idempotency-key", null);
  }
}

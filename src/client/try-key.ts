import { readJson, type Shelf } from "./storage.ts";

/** What an idempotency key is bound to; the server compares the same five. */
export interface Wanted {
  readonly service: string;
  readonly offer: string;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
}

/**
 * The key of the present try to top up. Kept with the choice for as long as the tab lives, so that
 * a reload, a lost connection or a second press repeats the same request. Another choice is another
 * try.
 */
export class TryKey {
  readonly #shelf: Shelf;
  readonly #fresh: () => string;

  constructor(shelf: Shelf, fresh: () => string) {
    this.#shelf = shelf;
    this.#fresh = fresh;
  }

  for(wanted: Wanted): string {
    const kept = readJson(this.#shelf, "try");
    const choice = JSON.stringify(wanted);
    if (kept?.choice === choice && typeof kept.key === "string") return kept.key;
    const key = this.#fresh();
    this.#shelf.write("try", JSON.stringify({ choice, key }));
    return key;
  }

  /** After the end of a try, or when the server asks for a new key. */
  forget(): void {
    this.#shelf.write("try", null);
  }
}

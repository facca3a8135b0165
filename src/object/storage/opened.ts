/**
 * What an object opens at its first use instead of in its constructor, and keeps once that worked.
 * A constructor that throws takes the object's alarm along: Cloudflare tries seven times in 150 s
 * and then drops the alarm for ever, even when the cause is mended later. So an object that cannot
 * work is constructed all the same: a call throws why, and its alarm comes back (decision 36).
 */
export class Opened<T> {
  readonly #open: () => T;
  #opened: { readonly value: T } | null = null;

  constructor(open: () => T) {
    this.#open = open;
  }

  /** Throws what `open` throws, and opens again at the next use. */
  get(): T {
    this.#opened ??= { value: this.#open() };
    return this.#opened.value;
  }

  /** What keeps it from being opened; null: nothing, and it is open now. */
  whyNot(): Error | null {
    try {
      this.get();
      return null;
    } catch (fault) {
      return fault instanceof Error ? fault : new Error(String(fault));
    }
  }

  /** The next use opens anew. */
  forget(): void {
    this.#opened = null;
  }
}

/**
 * The alarm of an object that cannot work comes back after this; ms. A deployment that mends the
 * cause is noticed as late as this, or with the next call to the object.
 */
export const MEND_PAUSE_MS = 5 * 60_000;

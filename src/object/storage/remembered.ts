/**
 * What every commit asks of the storage and few commits change: read once, then kept in memory as a
 * copy of what is stored (decision 17). Who writes what it is read from forgets it, and so does a
 * rollback.
 */
export class Remembered<T> {
  readonly #read: () => T;
  #kept: { readonly value: T } | null = null;

  constructor(read: () => T) {
    this.#read = read;
  }

  get(): T {
    this.#kept ??= { value: this.#read() };
    return this.#kept.value;
  }
  forget(): void {
    this.#kept = null;
  }
}

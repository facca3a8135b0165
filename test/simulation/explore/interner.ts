/** Gives equal values the same small number, so that states can be compared as numbers. */
export class Interner<T> {
  readonly #ids = new Map<string, number>();
  readonly #values: T[] = [];

  id(key: string, make: () => T): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#values.push(make());
    this.#ids.set(key, this.#values.length - 1);
    return this.#values.length - 1;
  }
  get(id: number): T {
    const value = this.#values[id];
    if (value === undefined) throw new Error(`no value has the number ${id}`);
    return value;
  }
  get size(): number {
    return this.#values.length;
  }
}

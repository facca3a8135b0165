/**
 * All objects of one kind in the order of their creation, indexed by id and, if wanted, by the id
 * of a parent. Only a list request without a bound visits all of them.
 */
export class Collection<T extends { readonly id: string; readonly created: number }> {
  readonly items: T[] = [];
  #places = new Map<string, number>();
  #byParent = new Map<string, T[]>();
  #parentsOf: (item: T) => readonly string[];

  constructor(parentsOf: (item: T) => readonly string[] = () => []) {
    this.#parentsOf = parentsOf;
  }

  add(item: T): T {
    this.#places.set(item.id, this.items.length);
    this.items.push(item);
    for (const parent of this.#parentsOf(item)) {
      const siblings = this.#byParent.get(parent);
      if (siblings) siblings.push(item);
      else this.#byParent.set(parent, [item]);
    }
    return item;
  }

  get(id: string): T | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.items[place];
  }

  /** What has no parent can be taken out again. */
  remove(id: string): void {
    const at = this.#places.get(id);
    if (at === undefined) return;
    this.items.splice(at, 1);
    this.#places = new Map(this.items.map((item, place) => [item.id, place]));
  }

  /** The index of an id in `items`. */
  place(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Oldest first. */
  under(parentId: string): readonly T[] {
    return this.#byParent.get(parentId) ?? [];
  }
}

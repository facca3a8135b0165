/**
 * One kind of object in the order it was made, found by id in one step and, where asked for,
 * by a parent's id. Nothing here walks the whole shelf but a list request that has no bound.
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

  /** Where an id stands in `items`. */
  place(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Oldest first. */
  under(parentId: string): readonly T[] {
    return this.#byParent.get(parentId) ?? [];
  }
}

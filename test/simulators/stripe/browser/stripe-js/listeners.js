/** The methods `on`, `once` and `off` of an element. */
export class Listeners {
  #byType = new Map();

  on(type, handler) {
    const handlers = this.#byType.get(type) ?? new Set();
    this.#byType.set(type, handlers.add(handler));
    return this;
  }

  once(type, handler) {
    const first = (event) => {
      this.off(type, first);
      handler(event);
    };
    return this.on(type, first);
  }

  off(type, handler) {
    if (handler) this.#byType.get(type)?.delete(handler);
    else this.#byType.delete(type);
    return this;
  }

  has(type) {
    return (this.#byType.get(type)?.size ?? 0) > 0;
  }

  emit(type, event) {
    for (const handler of [...(this.#byType.get(type) ?? [])]) handler(event);
  }
}

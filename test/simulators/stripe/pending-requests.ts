/** Requests that get no answer until they are released. */
export class PendingRequests {
  #waiting = new Set<() => void>();

  /** Resolves at the next release. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  release(): void {
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }

  get length(): number {
    return this.#waiting.size;
  }
}

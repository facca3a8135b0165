/** Virtual time: a queue of events that run one by one, without any real timer. */
interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class Clock {
  now: number;
  /** Events run so far. */
  steps = 0;
  readonly #heap: Entry[] = [];
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }
  get pending(): number {
    return this.#heap.length;
  }
  after(ms: number, run: () => void): void {
    this.at(this.now + Math.max(0, ms), run);
  }
  at(at: number, run: () => void): void {
    const heap = this.#heap;
    const entry = { at: Math.max(at, this.now), order: this.#order++, run };
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!before(entry, heap[up])) break;
      heap[i] = heap[up] as Entry;
      i = up;
    }
    heap[i] = entry;
  }
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /**
   * Runs all events until the instant `until`. After each event all promise jobs run, then `check`,
   * which may throw. Throws after `maxSteps` events.
   */
  async runUntil(until: number, maxSteps: number, check: () => void): Promise<void> {
    for (let top = this.#heap[0]; top && top.at <= until; top = this.#heap[0]) {
      this.#pop();
      this.now = top.at;
      this.steps += 1;
      if (this.steps > maxSteps) throw new Error(`no end after ${maxSteps} events`);
      top.run();
      await promiseJobsDone();
      check();
    }
    this.now = Math.max(this.now, until);
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child])) child += 1;
      if (!before(heap[child] as Entry, last)) break;
      heap[i] = heap[child] as Entry;
      i = child;
    }
    heap[i] = last;
  }
}

function before(a: Entry, b: Entry | undefined): boolean {
  return b === undefined || a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Resolves after all promise jobs: the next turn of the event loop comes after them. */
const promiseJobsDone = () => new Promise<void>((resolve) => setImmediate(resolve));

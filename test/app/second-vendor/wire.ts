/** The line to an engine: it can be cut, and it can deliver a request late. */
type Fetch = typeof fetch;

export class Wire {
  /** No request arrives, and none is answered. */
  cut = false;
  /** Changes get no answer and arrive only when they are delivered. */
  slow = false;
  readonly #late: (() => Promise<unknown>)[] = [];
  readonly #isChange: (init: RequestInit) => boolean;

  constructor(isChange: (init: RequestInit) => boolean) {
    this.#isChange = isChange;
  }

  readonly fetch: Fetch = async (url, init = {}) => {
    if (this.cut) throw new TypeError("the line is cut");
    if (!this.slow || !this.#isChange(init)) return fetch(url, init);
    // The caller has given up by the time that the request arrives.
    const { signal: _signal, ...later } = init;
    this.#late.push(() => fetch(url, later));
    throw new DOMException("timeout", "TimeoutError");
  };

  /** Everything that was on its way arrives now, each request as often as asked. */
  async deliver(times = 1): Promise<void> {
    for (const send of this.#late) for (let n = 0; n < times; n++) await send();
  }
}

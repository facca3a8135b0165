import { quantile } from "../crash/report.ts";

/** What the bench measures: the product or the floor. */
export interface Target {
  readonly name: string;
  /** One whole top-up at the service of this slot. Resolves with paid to credited, ms. */
  customer(slot: number): Promise<number>;
  stop(): Promise<void>;
}
export interface Measured {
  readonly concurrent: number;
  readonly customers: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Whole top-ups per second, including everything before Pay. */
  readonly perSecond: number;
}

export interface Served {
  /** Paid to credited, one per customer; ms. */
  readonly latencies: readonly number[];
  /** Time for all of them, including everything before Pay. */
  readonly wallMs: number;
}

/** Runs `customers` in `concurrent` slots, each with one customer after the other. */
export async function serve(
  customer: Target["customer"],
  concurrent: number,
  customers: number,
): Promise<Served> {
  const latencies: number[] = [];
  let left = customers;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrent }, async (_, slot) => {
      while (left-- > 0) latencies.push(await customer(slot));
    }),
  );
  return { latencies, wallMs: performance.now() - began };
}

export async function measure(
  target: Target,
  concurrent: number,
  customers: number,
): Promise<Measured> {
  const { latencies, wallMs } = await serve(target.customer, concurrent, customers);
  const at = (q: number) => quantile(latencies, q);
  const perSecond = (1000 * customers) / wallMs;
  return { concurrent, customers, p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond };
}

/** A browser's socket; `until` resolves with the time of the first text that fits. */
export class Socket {
  readonly #socket: WebSocket;
  readonly #texts: { readonly text: string; readonly at: number }[] = [];
  #wake: () => void = () => {};

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.#texts.push({ text: String(data), at: performance.now() });
      this.#wake();
    });
  }

  static async open(url: string): Promise<Socket> {
    const socket = new WebSocket(url.replace(/^http/, "ws"));
    const opened = new Socket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => reject(new Error(`no socket: ${url}`)));
    });
    return opened;
  }

  async until(fits: (text: string) => boolean): Promise<number> {
    for (;;) {
      const found = this.#texts.find(({ text }) => fits(text));
      if (found) return found.at;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
  close(): void {
    this.#socket.close();
  }
}

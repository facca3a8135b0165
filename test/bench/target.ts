import { quantile } from "../crash/report.ts";
import type { MiniflareWorld } from "../dev/miniflare-world.ts";
import { cpuMs, memoryMiB } from "../dev/process-table.ts";

/** How many services a bench spreads its customers over: each may sell only so much in an hour. */
export const SLOTS = 100;

/** What the bench measures: the product, the floor, or a page of either. */
export interface Target {
  readonly name: string;
  /** Of its Worker. */
  readonly url: string;
  /**
   * One whole top-up at the service of this slot, or one page. Resolves with how long the customer
   * waited for what counts: for a top-up from pressing Pay to the push that says credited, ms.
   */
  customer(slot: number): Promise<number>;
  /** CPU time of workerd (Worker, objects, D1, queues) so far, ms. */
  cpuMs(): number;
  /** Resident memory of workerd now, MiB. */
  memoryMiB(): number;
  stop(): Promise<void>;
}

export interface Served {
  /** What `customer` resolved with, one per customer; ms. */
  readonly latencies: readonly number[];
  /** Time for all of them, including everything before Pay. */
  readonly wallMs: number;
}
/** A block of customers, some at once. */
export interface Block {
  readonly concurrent: number;
  readonly customers: number;
}
export interface BlockResult extends Served {
  /** CPU time of workerd, ms. */
  readonly cpuMs: number;
}

/** Work after the last credit (projection, notice) belongs to these customers, too. */
const TAIL_MS = 150;

/** Customers take the services in turn, so that none has bought much more than another. */
export class Blocks {
  readonly #target: Target;
  #nextSlot = 0;

  constructor(target: Target) {
    this.#target = target;
  }

  async run({ concurrent, customers }: Block): Promise<BlockResult> {
    const cpuBefore = this.#target.cpuMs();
    const latencies: number[] = [];
    let left = customers;
    const began = performance.now();
    const serve = async () => {
      while (left-- > 0) latencies.push(await this.#target.customer(this.#nextSlot++ % SLOTS));
    };
    await Promise.all(Array.from({ length: concurrent }, serve));
    const wallMs = performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, TAIL_MS));
    return { latencies, wallMs, cpuMs: this.#target.cpuMs() - cpuBefore };
  }
}

/** The figures of some blocks together. */
export interface Figures {
  readonly p50: number;
  readonly p95: number;
  /** Top-ups or pages per second. */
  readonly perSecond: number;
  /** CPU time of workerd for one of them, ms. */
  readonly cpuMs: number;
}

export function figuresOf(blocks: readonly BlockResult[]): Figures {
  const latencies = blocks.flatMap((block) => block.latencies);
  const sum = (of: (block: BlockResult) => number) =>
    blocks.reduce((all, block) => all + of(block), 0);
  return {
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    perSecond: (1000 * latencies.length) / sum(({ wallMs }) => wallMs),
    cpuMs: sum(({ cpuMs }) => cpuMs) / latencies.length,
  };
}

/** The figures of a workerd for a target. `pid`: of its process now. */
export const processOf = (pid: MiniflareWorld["pid"]) => ({
  cpuMs: () => cpuMs(pid()),
  memoryMiB: () => memoryMiB(pid()),
});

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

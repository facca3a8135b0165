/** The faults that a request can meet. */
export type FaultKind =
  /** 500; nothing executed, nothing stored under the idempotency key. */
  | "fail_before"
  /** 500 after executing; stored under the key and replayed, like at Stripe. */
  | "fail_after"
  /** The connection is cut before or after executing. */
  | "drop_before"
  | "drop_after"
  /** Executes, then cuts the connection inside the answer. stripe-node does not retry that. */
  | "cut_after"
  /** Executes; the answer is held until released. If the faults are cleared, it is cut. */
  | "hang"
  /** Waits before executing until released; its idempotency key is in use meanwhile. */
  | "hold"
  | "rate_limit"
  | "conflict"
  /** 403, as to a restricted key without the permission for this path. */
  | "forbidden"
  /** Waits `delayMs` before executing. */
  | "slow";

export const FAULT_KINDS: readonly FaultKind[] = [
  "fail_before",
  "fail_after",
  "drop_before",
  "drop_after",
  "cut_after",
  "hang",
  "hold",
  "rate_limit",
  "conflict",
  "forbidden",
  "slow",
];

export interface FaultOrder {
  readonly kind: FaultKind;
  /** How many requests meet it; 1 by default. */
  readonly times?: number | undefined;
  readonly method?: string | undefined;
  /** A regular expression over the path. */
  readonly path?: string | undefined;
  readonly delayMs?: number | undefined;
}
export interface Fault {
  readonly kind: FaultKind;
  readonly method: string | null;
  readonly path: RegExp | null;
  readonly delayMs: number;
  left: number;
}

/** The faults in the order in which they were set; a request meets the first that fits. */
export class Faults {
  #list: Fault[] = [];
  #pending = new Set<(how: "go" | "cut") => void>();
  #arrivals = new Set<() => void>();

  add(order: FaultOrder): void {
    if (!FAULT_KINDS.includes(order.kind)) throw new Error(`unknown fault: ${order.kind}`);
    this.#list.push({
      kind: order.kind,
      method: order.method?.toUpperCase() ?? null,
      path: order.path ? new RegExp(order.path) : null,
      delayMs: order.delayMs ?? 3000,
      left: order.times ?? 1,
    });
  }

  take(method: string, path: string): Fault | null {
    const fault = this.#list.find(
      (f) => (!f.method || f.method === method) && (!f.path || f.path.test(path)),
    );
    if (!fault) return null;
    fault.left--;
    if (fault.left <= 0) this.#list = this.#list.filter((f) => f !== fault);
    return fault;
  }

  /** Waits for `release` ("go") or `clear` ("cut"). */
  wait(): Promise<"go" | "cut"> {
    return new Promise((resolve) => {
      this.#pending.add(resolve);
      for (const look of this.#arrivals) look();
    });
  }

  /** Resolves as soon as so many requests wait, so that tests need not wait for a time. */
  untilPending(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.#pending.size < count) return;
        this.#arrivals.delete(look);
        resolve();
      };
      this.#arrivals.add(look);
      look();
    });
  }

  release(how: "go" | "cut" = "go"): void {
    for (const resolve of this.#pending) resolve(how);
    this.#pending.clear();
  }

  clear(): void {
    this.#list = [];
    this.release("cut");
  }

  get state(): { waiting: number; list: readonly Record<string, unknown>[] } {
    const list = this.#list.map((f) => ({ ...f, path: f.path?.source ?? null }));
    return { waiting: this.#pending.size, list };
  }
}

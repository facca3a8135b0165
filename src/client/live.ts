import type { TopUpJson } from "../contract/api.ts";

/** What watching needs of the world; the page gives sockets and fetch, tests give theirs. */
export interface LiveWorld {
  /** Opens the socket. `onText` per frame; `onEnd` once, when it is closed or never opened. */
  connect(onText: (text: string) => void, onEnd: () => void): { close(): void };
  read(): Promise<TopUpJson | null>;
  /** Asks the server to look at the payment again; null: nobody could look. */
  settle(): Promise<TopUpJson | null>;
  /** Runs later; answers with a way to call it off. */
  later(ms: number, run: () => void): () => void;
}

/** After the browser's confirmation a push should have come within this; ms. */
const SETTLE_AFTER_MS = 2000;
/** A quiet socket may be a dead one: look once in a while; ms. */
const QUIET_MS = 15_000;
const POLL_MAX_MS = 15_000;
/** Polls after the end, while the receipt is not handed over yet. */
const POLLS_AFTER_END = 6;

/** Nothing will change any more, apart from the receipt of a credited one. */
export const isOver = (t: TopUpJson): boolean =>
  t.state === "credited" || t.state === "refunded" || t.state === "unpaid";
export const isFinished = (t: TopUpJson): boolean =>
  isOver(t) && (t.state !== "credited" || t.receipt !== "on_its_way");

/** Whether money has been seen for it; what a bank still sends may never come. */
export const isPaid = (t: TopUpJson): boolean =>
  !["awaiting_payment", "processing", "lapsing", "unpaid", "awaiting_approval"].includes(t.state);

/** Keeps one top-up true: pushes while the socket lives, polling with back-off when it does not. */
export class Live {
  readonly #world: LiveWorld;
  readonly #show: (t: TopUpJson, looked: boolean) => void;
  #known: TopUpJson;
  #socket: { close(): void } | null = null;
  #callOff: () => void = () => {};
  #polls = 0;
  #afterEnd = 0;
  #stopped = false;
  /** Only Stripe knows whether it is paid, and nobody has looked there yet. */
  #doubt = false;

  /** `show`: news. `looked`: Stripe was asked for them, so that unpaid means not paid. */
  constructor(world: LiveWorld, known: TopUpJson, show: (t: TopUpJson, looked: boolean) => void) {
    this.#world = world;
    this.#known = known;
    this.#show = show;
  }

  start(): void {
    if (isFinished(this.#known)) {
      this.stop();
      return;
    }
    this.#socket = this.#world.connect(
      (text) => this.#frame(text),
      () => {
        this.#socket = null;
        this.#plan();
      },
    );
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff();
    this.#socket?.close();
    this.#socket = null;
  }

  /** The browser heard that it is paid, or heard nothing: without a push soon somebody looks. */
  confirmed(): void {
    this.#doubtFrom(SETTLE_AFTER_MS);
  }
  /** Somebody came back to it unpaid: what became of the last try? */
  cameBack(): void {
    this.#doubtFrom(0);
  }

  async poll(): Promise<void> {
    if (this.#stopped) return;
    this.#callOff();
    const looking = this.#doubt && this.#known.state === "awaiting_payment";
    const seen = await (looking ? this.#world.settle() : this.#world.read());
    if (seen) {
      if (looking) this.#doubt = false;
      this.#take(seen, looking);
    }
    this.#plan();
  }

  #doubtFrom(ms: number): void {
    this.#doubt = true;
    this.#world.later(ms, () => {
      if (this.#known.state === "awaiting_payment") void this.poll();
    });
  }

  #frame(text: string): void {
    const frame: { type?: unknown; top_up?: TopUpJson } = JSON.parse(text);
    if (frame.type === "top_up" && frame.top_up) this.#take(frame.top_up, false);
    this.#polls = 0;
    this.#plan();
  }

  /** Older news never replaces newer: `since` is when the state last changed. */
  #take(seen: TopUpJson, looked: boolean): void {
    if (seen.id !== this.#known.id || seen.since < this.#known.since) return;
    this.#known = seen;
    this.#show(seen, looked);
  }

  #plan(): void {
    this.#callOff();
    if (this.#stopped) return;
    if (isFinished(this.#known)) {
      this.stop();
      return;
    }
    if (isOver(this.#known)) {
      // With a socket the receipt is pushed; without one it is asked for only so often.
      if (this.#socket || this.#afterEnd++ >= POLLS_AFTER_END) return;
    }
    const backOff = Math.min(POLL_MAX_MS, 1000 * 2 ** Math.min(this.#polls, 4));
    if (!this.#socket) this.#polls += 1;
    this.#callOff = this.#world.later(this.#socket ? QUIET_MS : backOff, () => void this.poll());
  }
}

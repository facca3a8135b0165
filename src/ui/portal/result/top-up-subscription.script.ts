import type { TopUpJson } from "../../../contract/api.ts";
import { STRIPE_MAY_KNOW_MORE } from "../../../domain/top-up/names.ts";

/** What watching needs of the world; the page gives sockets and fetch, tests give theirs. */
export interface SubscriptionSource {
  /** Opens the socket. `onText` per frame; `onEnd` once, when it is closed or never opened. */
  connect(onText: (text: string) => void, onEnd: () => void): { close(): void };
  read(): Promise<TopUpJson | null>;
  /** Asks the server to look at the payment again; null: nobody could look. */
  sync(): Promise<TopUpJson | null>;
  /** Runs later; answers with a way to call it off. */
  later(ms: number, run: () => void): () => void;
}

/**
 * What a look at Stripe says about an unpaid top-up. `open`: not paid so far, and the bank may be
 * deciding. `sure`: the last try came to nothing. `none`: nobody looked.
 */
export type PaymentCheck = "none" | "open" | "sure";

/** After the browser's confirmation a push should have come within the first of these; ms. */
const CHECKS_MS = [2000, 5000, 10_000, 20_000];
/** A bank that has not said yes by then has not been asked, or was left; ms. */
const LAST_CHECK_MS = 40_000;
/** A quiet socket may be a dead one: look once in a while; ms. */
const QUIET_MS = 15_000;
const POLL_MAX_MS = 15_000;
/** Polls after the end, while the receipt is not handed over yet. */
const POLLS_AFTER_END = 6;

/** Nothing will change any more, apart from the receipt of a credited one. */
export const isOver = (t: TopUpJson): boolean =>
  t.state === "credited" || t.state === "refunded" || t.state === "canceled";
export const isFinished = (t: TopUpJson): boolean =>
  isOver(t) && (t.state !== "credited" || t.receipt !== "on_its_way");

/** Whether money has been seen for it; what a bank still sends may never come. */
export const isPaid = (t: TopUpJson): boolean =>
  ![...STRIPE_MAY_KNOW_MORE, "awaiting_approval"].includes(t.state);

/** Keeps one top-up true: pushes while the socket lives, polling with back-off when it does not. */
export class TopUpSubscription {
  readonly #source: SubscriptionSource;
  readonly #show: (t: TopUpJson, check: PaymentCheck) => void;
  #known: TopUpJson;
  #socket: { close(): void } | null = null;
  #callOff: () => void = () => {};
  #polls = 0;
  #afterEnd = 0;
  #stopped = false;
  /** Only Stripe knows whether it is paid, and what was seen there so far settles nothing. */
  #doubt = false;
  /** The bank may still be deciding: an open payment means nothing yet. */
  #deciding = false;
  /** The decline of an earlier try, which says nothing about the one in doubt. */
  #declineBefore: string | null = null;

  /** `show`: news, and whether Stripe was asked for them. */
  constructor(
    source: SubscriptionSource,
    known: TopUpJson,
    show: (t: TopUpJson, check: PaymentCheck) => void,
  ) {
    this.#source = source;
    this.#known = known;
    this.#show = show;
  }

  start(): void {
    if (isFinished(this.#known)) {
      this.stop();
      return;
    }
    this.#socket = this.#source.connect(
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
    this.#doubt = true;
    this.#deciding = true;
    this.#declineBefore = this.#known.decline_code;
    for (const ms of CHECKS_MS) this.#checkIn(ms);
    this.#checkIn(LAST_CHECK_MS, () => {
      this.#deciding = false;
    });
  }
  /** Somebody came back to it unpaid: what became of the last try? */
  reopened(): void {
    this.#doubt = true;
    this.#checkIn(0);
  }

  async poll(): Promise<void> {
    if (this.#stopped) return;
    this.#callOff();
    const checking = this.#doubt && this.#known.state === "awaiting_payment";
    // What was still open when it was asked for stays open, however long the answer took.
    const deciding = this.#deciding;
    const synced = checking ? await this.#source.sync() : null;
    // Nobody could look: our server may know by now all the same.
    const seen = synced ?? (await this.#source.read());
    if (seen) this.#take(seen, synced ? this.#checkOf(synced, deciding) : "none");
    this.#plan();
  }

  #checkOf({ decline_code: decline }: TopUpJson, deciding: boolean): PaymentCheck {
    const isNewDecline = decline !== null && decline !== this.#declineBefore;
    if (deciding && !isNewDecline) return "open";
    this.#doubt = false;
    return "sure";
  }

  #checkIn(ms: number, before: () => void = () => {}): void {
    this.#source.later(ms, () => {
      before();
      if (this.#doubt && this.#known.state === "awaiting_payment") void this.poll();
    });
  }

  #frame(text: string): void {
    const frame: { type?: unknown; top_up?: TopUpJson } = JSON.parse(text);
    if (frame.type === "top_up" && frame.top_up) this.#take(frame.top_up, "none");
    this.#polls = 0;
    this.#plan();
  }

  /** Older news never replaces newer: `since` is when the state last changed. */
  #take(seen: TopUpJson, check: PaymentCheck): void {
    if (seen.id !== this.#known.id || seen.since < this.#known.since) return;
    this.#known = seen;
    this.#show(seen, check);
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
    this.#callOff = this.#source.later(this.#socket ? QUIET_MS : backOff, () => void this.poll());
  }
}

import type { TopUpJson } from "../../../contract/api.ts";
import { STRIPE_MAY_KNOW_MORE } from "../../../domain/top-up/states.ts";

/** What a subscription needs; the page gives sockets and fetch, tests give their own. */
export interface SubscriptionSource {
  /**
   * Opens the socket. `onText`: a frame came. `onEnd`: it closed or failed to open; called once.
   */
  connect(onText: (text: string) => void, onEnd: () => void): { close(): void };
  /** Gets the top-up from our server; null: no answer. */
  read(): Promise<TopUpJson | null>;
  /** Has the server get the payment from Stripe; null: our server or Stripe did not answer. */
  sync(): Promise<TopUpJson | null>;
  /** Calls `run` after `ms`; returns the function that cancels this. */
  later(ms: number, run: () => void): () => void;
}

/**
 * What Stripe has said about an unpaid top-up. `open`: not paid so far, and the bank may still be
 * deciding. `sure`: the last attempt has failed. `none`: Stripe was not asked.
 */
export type PaymentCheck = "none" | "open" | "sure";

/** When to check after the browser's confirmation; usually a push comes before the first; ms. */
const CHECKS_MS = [2000, 5000, 10_000, 20_000];
/** A bank that has not answered by then will not: it was not asked, or the customer left it; ms. */
const LAST_CHECK_MS = 40_000;
/** A socket without frames may be dead, so the top-up is polled after this long; ms. */
const QUIET_MS = 15_000;
const POLL_MAX_MS = 15_000;
/** How often a credited top-up is polled while its receipt is on its way. */
const POLLS_AFTER_END = 6;

/** Whether the top-up has ended; only the receipt of a credited one may still change. */
export const isOver = (t: TopUpJson): boolean =>
  t.state === "credited" || t.state === "refunded" || t.state === "canceled";
export const isFinished = (t: TopUpJson): boolean =>
  isOver(t) && (t.state !== "credited" || t.receipt !== "on_its_way");

/** Whether a payment was received; one that a bank is still sending does not count. */
export const isPaid = (t: TopUpJson): boolean =>
  ![...STRIPE_MAY_KNOW_MORE, "awaiting_approval"].includes(t.state);

/** Follows one top-up: by pushes while the socket is open, else by polling with back-off. */
export class TopUpSubscription {
  readonly #source: SubscriptionSource;
  readonly #show: (t: TopUpJson, check: PaymentCheck) => void;
  #known: TopUpJson;
  #socket: { close(): void } | null = null;
  #cancelTimer: () => void = () => {};
  #polls = 0;
  #afterEnd = 0;
  #stopped = false;
  /** Whether the top-up is paid is unknown until Stripe says so. */
  #doubt = false;
  /** The bank may still be deciding, so that an open payment does not mean "not paid". */
  #deciding = false;
  /** The decline of an earlier attempt, which says nothing about the present one. */
  #declineBefore: string | null = null;

  /** `show` is called with each new version of the top-up, and with what Stripe has said. */
  constructor(
    source: SubscriptionSource,
    known: TopUpJson,
    show: (t: TopUpJson, check: PaymentCheck) => void,
  ) {
    this.#source = source;
    this.#known = known;
    this.#show = show;
  }

  /** Connects and plans the first poll. */
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

  /** Ends the subscription for good. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
    this.#socket?.close();
    this.#socket = null;
  }

  /** The browser's confirmation says paid or is unknown: without a push Stripe is checked soon. */
  confirmed(): void {
    this.#doubt = true;
    this.#deciding = true;
    this.#declineBefore = this.#known.decline_code;
    for (const ms of CHECKS_MS) this.#checkIn(ms);
    this.#checkIn(LAST_CHECK_MS, () => {
      this.#deciding = false;
    });
  }
  /** The page of an unpaid top-up was opened: has Stripe checked at once. */
  reopened(): void {
    this.#doubt = true;
    this.#checkIn(0);
  }

  /** Gets the top-up now, by way of Stripe where its payment is in doubt. */
  async poll(): Promise<void> {
    if (this.#stopped) return;
    this.#cancelTimer();
    const checking = this.#doubt && this.#known.state === "awaiting_payment";
    // What counts is whether the bank could still decide when the check began.
    const deciding = this.#deciding;
    const synced = checking ? await this.#source.sync() : null;
    // Stripe could not be asked; our server may know the outcome by now.
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

  /** An older version never replaces a newer one: `since` is when the state last changed. */
  #take(seen: TopUpJson, check: PaymentCheck): void {
    if (seen.id !== this.#known.id || seen.since < this.#known.since) return;
    this.#known = seen;
    this.#show(seen, check);
  }

  #plan(): void {
    this.#cancelTimer();
    if (this.#stopped) return;
    if (isFinished(this.#known)) {
      this.stop();
      return;
    }
    if (isOver(this.#known)) {
      // The socket pushes the receipt; without a socket only a few polls ask for it.
      if (this.#socket || this.#afterEnd++ >= POLLS_AFTER_END) return;
    }
    const backOff = Math.min(POLL_MAX_MS, 1000 * 2 ** Math.min(this.#polls, 4));
    if (!this.#socket) this.#polls += 1;
    this.#cancelTimer = this.#source.later(
      this.#socket ? QUIET_MS : backOff,
      () => void this.poll(),
    );
  }
}

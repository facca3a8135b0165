import { createHmac } from "node:crypto";
import type { SimEvent } from "./objects.ts";

/** The event types that our webhook endpoint subscribes to; listing events shows all types. */
export const SUBSCRIBED: ReadonlySet<string> = new Set([
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "payment_intent.processing",
  "payment_intent.requires_action",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.refunded",
  "charge.refund.updated",
  "review.opened",
  "review.closed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
]);

export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  tries: number;
  /** The last HTTP status, or why there was none. */
  last: string;
  state: "held" | "sending" | "delivered" | "dropped" | "given_up";
}
export interface WebhookSettings {
  url: string | null;
  paused: boolean;
  /** The next n events are never sent. */
  dropNext: number;
  /** The next n events are sent twice. */
  duplicateNext: number;
  /** Events within this many milliseconds are sent in shuffled order; 0: in order. */
  reorderWindowMs: number;
}
export interface WebhookOptions {
  readonly secret: string;
  readonly maxTries: number;
  /** First pause between tries; it doubles up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  readonly concurrency: number;
  readonly random: () => number;
}

const OFF = { paused: false, dropNext: 0, duplicateNext: 0, reorderWindowMs: 0 };

/**
 * Sends signed events, several at a time and in no guaranteed order. Each has its own retries,
 * which are much faster than Stripe's (days) and stop after `maxTries`.
 */
export class Webhooks {
  readonly settings: WebhookSettings;
  readonly deliveries: Delivery[] = [];
  #options: WebhookOptions;
  #ready: { event: SimEvent; delivery: Delivery }[] = [];
  #held: { event: SimEvent; delivery: Delivery }[] = [];
  #sending = 0;
  #waiting = new Set<NodeJS.Timeout>();
  #idle: (() => void)[] = [];
  #closed = new AbortController();
  #window: NodeJS.Timeout | null = null;

  constructor(url: string | null, options: WebhookOptions) {
    this.#options = options;
    this.settings = { url, ...OFF };
  }

  take(event: SimEvent): void {
    if (!SUBSCRIBED.has(event.type) || this.settings.url === null) return;
    if (this.settings.dropNext > 0) {
      this.settings.dropNext--;
      this.deliveries.push({ ...fresh(event), state: "dropped" });
      return;
    }
    this.#hold(event);
    if (this.settings.duplicateNext > 0) {
      this.settings.duplicateNext--;
      this.#hold(event);
    }
    if (this.settings.paused) return;
    const windowMs = this.settings.reorderWindowMs;
    if (windowMs === 0) this.flush("made");
    else if (!this.#window) this.#openWindow(windowMs);
  }

  /** Sends the events that are held back, also while paused. */
  flush(order: "made" | "reversed" | "shuffled"): void {
    const held = this.#held;
    this.#held = [];
    if (order === "reversed") held.reverse();
    if (order === "shuffled") this.#shuffle(held);
    for (const item of held) item.delivery.state = "sending";
    this.#ready.push(...held);
    this.#pump();
  }

  /** Sends an event again, whether or not it was delivered. */
  replay(event: SimEvent): void {
    this.#hold(event);
    this.flush("made");
  }

  /** Resolves when no event is being sent and no retry is due. */
  idle(): Promise<void> {
    if (this.#quiet()) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Forgets undelivered events and all settings except the URL. */
  reset(): void {
    Object.assign(this.settings, OFF);
    if (this.#window) clearTimeout(this.#window);
    this.#window = null;
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
    this.#ready = [];
    this.#held = [];
    this.deliveries.length = 0;
    if (this.#quiet()) this.#resolveIdle();
  }

  close(): void {
    this.#closed.abort();
    this.reset();
  }

  #hold(event: SimEvent): void {
    const delivery = fresh(event);
    this.deliveries.push(delivery);
    if (this.deliveries.length > 50_000) this.deliveries.splice(0, 10_000);
    this.#held.push({ event, delivery });
  }

  #openWindow(windowMs: number): void {
    this.#window = setTimeout(() => {
      this.#window = null;
      if (!this.settings.paused) this.flush("shuffled");
    }, windowMs);
  }

  #shuffle(list: unknown[]): void {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(this.#options.random() * (i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }
  }

  #pump(): void {
    while (this.#sending < this.#options.concurrency) {
      const item = this.#ready.shift();
      if (!item) break;
      this.#sending++;
      void this.#send(item.event, item.delivery).finally(() => {
        this.#sending--;
        this.#pump();
        if (this.#quiet()) this.#resolveIdle();
      });
    }
  }

  async #send(event: SimEvent, delivery: Delivery): Promise<void> {
    const { url } = this.settings;
    if (url === null) return;
    delivery.tries++;
    const delivered = await post(url, event, this.#options.secret, this.#closed.signal);
    delivery.last = delivered.result;
    if (delivered.ok) delivery.state = "delivered";
    else if (delivery.tries >= this.#options.maxTries) delivery.state = "given_up";
    else if (!this.#closed.signal.aborted) this.#again(event, delivery);
  }

  #again(event: SimEvent, delivery: Delivery): void {
    const { backoffMs, maxBackoffMs } = this.#options;
    const pauseMs = Math.min(maxBackoffMs, backoffMs * 2 ** Math.min(20, delivery.tries - 1));
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#ready.push({ event, delivery });
      this.#pump();
    }, pauseMs);
    this.#waiting.add(timer);
  }

  #quiet(): boolean {
    const { length } = this.#ready;
    return this.#sending === 0 && length === 0 && this.#waiting.size === 0 && this.#window === null;
  }

  #resolveIdle(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

function fresh(event: SimEvent): Delivery {
  return { eventId: event.id, type: event.type, tries: 0, last: "", state: "held" };
}

/** `t=…,v1=…` over "t.body"; `t` is the real time, because the receiver's clock is real. */
export function signatureHeader(body: string, secret: string, atSeconds: number): string {
  const hmac = createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex");
  return `t=${atSeconds},v1=${hmac}`;
}

async function post(
  url: string,
  event: SimEvent,
  secret: string,
  closed: AbortSignal,
): Promise<{ ok: boolean; result: string }> {
  const body = JSON.stringify(event, null, 2);
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signatureHeader(body, secret, Math.floor(Date.now() / 1000)),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks) simulator",
      },
      redirect: "manual",
      signal: AbortSignal.any([closed, AbortSignal.timeout(10_000)]),
    });
    await answer.arrayBuffer();
    return { ok: answer.ok, result: String(answer.status) };
  } catch (fault) {
    return { ok: false, result: fault instanceof Error ? fault.message : String(fault) };
  }
}

/** Stripe behind the port: idempotency keys that expire after a day, answers, events. */
import {
  type Confirmed,
  type ConfirmOrder,
  IntentNotMade,
  type NewIntent,
  type Payments,
  type RefundOrder,
  type StripeEvent,
} from "../../../src/app/ports/payments.ts";
import { PortFault } from "../../../src/app/ports/port-fault.ts";
import type { RefundId } from "../../../src/domain/base/ids.ts";
import type { PaymentMetadata } from "../../../src/domain/payment/metadata.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";
import type { Clock } from "./clock.ts";
import { pageOf } from "./event-pages.ts";
import { GOOD_LINK, type LinkFaults, type Network, type Program } from "./network.ts";
import type { Random } from "./random.ts";
import {
  disputed,
  type Intent,
  type Refund,
  readingOf,
  refundReading,
  returned,
} from "./stripe-state.ts";

const KEY_LIFE_MS = 24 * 3_600_000;

export interface StripeFaults {
  link: LinkFaults;
  /** Weights of the ways in which a refund can end. */
  refunds: Readonly<Record<"ok" | "pending" | "pending_fails" | "fails_later" | "refused", number>>;
  /** Time until a refund succeeds or fails. */
  refundDelayMs: readonly [number, number];
  /** Probability that a cancellation gets no answer and is not executed. */
  cancelsLost: number;
  /** How far refunds may take the balance below 0; minor units. */
  overdraft: number;
  /** Probability that a payment is put under review by a rule of the merchant. */
  reviews: number;
  /** Probability that a new key gets a stored 500; every second time the intent is made. */
  keysSpent: number;
}

export interface StoredStripe {
  readonly intents: readonly Intent[];
  readonly events: readonly StripeEvent[];
  readonly balance: number;
  /** How many ids it has given. */
  readonly ids: number;
}

/** The webhook endpoint of the deployment `simulation`. */
const OWN_ENDPOINT = { url: "https://topup.example.com", enabled: true, deployment: "simulation" };

export class SimulatedStripe {
  readonly intents = new Map<string, Intent>();
  readonly events: StripeEvent[] = [];
  readonly faults: StripeFaults = {
    link: { ...GOOD_LINK, timeoutMs: 20_000 },
    refunds: { ok: 1, pending: 0, pending_fails: 0, fails_later: 0, refused: 0 },
    refundDelayMs: [60_000, 3_600_000],
    cancelsLost: 0,
    overdraft: Number.POSITIVE_INFINITY,
    reviews: 0,
    keysSpent: 0,
  };
  /** The merchant's balance: payments fill it, refunds and payouts empty it; minor units. */
  balance = 0;
  /** Called for every event; delivers it as a webhook, or loses it. */
  onEvent: (event: StripeEvent) => void = () => {};
  onIntent: (intent: Intent) => void = () => {};
  /** A token is tried for the first time on an intent that can still be paid. */
  onTry: (intent: Intent) => void = () => {};
  onRefund: (intent: Intent, refund: Refund) => void = () => {};
  readonly #confirmed = new Map<string, Confirmed>();
  /** A refund comes under a key after the first, and no list came since the balance was short. */
  onUnlistedKey: (order: RefundOrder) => void = () => {};
  /** Rows whose refund the balance did not cover, and that no list has shown since. */
  readonly #unlisted = new Set<RefundId>();
  readonly #keys = new Map<
    string,
    { at: number; intent?: Intent; refund?: RefundOutcome; spent?: true }
  >();
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #random: Random;
  #ids = 0;

  constructor(clock: Clock, network: Network, random: Random) {
    this.#clock = clock;
    this.#network = network;
    this.#random = random;
  }

  /** All that it remembers, as plain data; keys are over when a world goes on from there. */
  stored(): StoredStripe {
    const { events, balance } = this;
    return { intents: [...this.intents.values()], events, balance, ids: this.#ids };
  }
  restore({ intents, events, balance, ids }: StoredStripe): void {
    for (const intent of intents) this.intents.set(intent.id, intent);
    this.events.push(...events);
    this.balance = balance;
    this.#ids = ids;
  }

  portFor(program: Program): Payments {
    const call = <T>(name: string, work: () => T) =>
      this.#network.call(program, this.faults.link, `stripe ${name}`, work);
    return {
      livemode: false,
      createIntent: (input) => call("create", () => this.#create(input)),
      tagIntent: ({ intentId, metadata }) => call("tag", () => this.#tag(intentId, metadata)),
      readIntent: (id) => call("read", () => this.#readOrNull(id)),
      clientSecret: (id) => call("secret", () => `${id}_secret`),
      cardOf: () => call("card", () => null),
      confirmIntent: (order) => call("confirm", () => this.#confirm(order)),
      cancelIntent: (order) => call("cancel", () => this.#cancel(order.intentId)),
      createRefund: (order) => call("refund", () => this.#refund(order)),
      findRefund: (order) => call("find refund", () => this.#find(order)),
      readRefund: (id) => call("read refund", () => this.#readRefund(id)),
      approveReview: (id) => call("approve review", () => this.#approveReview(id)),
      listWebhookEndpoints: () => call("endpoints", () => [OWN_ENDPOINT]),
      verifyWebhook: async (rawBody) => JSON.parse(rawBody) as StripeEvent,
      listEvents: (window) => call("events", () => pageOf(this.events, window)),
    };
  }

  #create(input: NewIntent) {
    const name = `pi:${input.attemptId}`;
    const key = this.#key(name);
    const isSpent = key ? key.spent : this.#random.chance(this.faults.keysSpent);
    if (isSpent) {
      if (!key) this.#keys.set(name, { at: this.#clock.now, spent: true });
      if (!key && this.#random.chance(0.5)) this.mint(input.metadata, input.amount);
      throw new IntentNotMade("key_spent", "500 api_error");
    }
    const intent = key?.intent ?? this.mint(input.metadata, input.amount);
    if (!key) this.#keys.set(name, { at: this.#clock.now, intent });
    return { intentId: intent.id, clientSecret: `${intent.id}_secret`, livemode: false };
  }
  /** A token says what its card does: `ctoken_<n>_succeeded`, or `…_declined`. */
  #confirm({ attemptId, intentId, confirmationToken }: ConfirmOrder): Confirmed {
    const key = `confirm:${attemptId}:${confirmationToken}`;
    const known = this.#confirmed.get(key);
    if (known) return known;
    const intent = this.intents.get(intentId);
    if (!intent) throw new PortFault("stripe", `${intentId} is unknown`);
    const isOpen = intent.status === "open";
    if (isOpen) this.onTry(intent);
    const pays = isOpen && confirmationToken.endsWith("_succeeded");
    if (isOpen) this.change(intent, pays ? "succeeded" : "declined");
    const error = { type: "card_error", code: "card_declined", declineCode: null, param: null };
    const answer: Confirmed = pays
      ? { payment: "sent", action: null, clientSecret: `${intentId}_secret`, error: null }
      : { payment: "declined", action: null, clientSecret: null, error };
    this.#confirmed.set(key, answer);
    return answer;
  }
  mint(metadata: PaymentMetadata | null, amount: Intent["amount"]): Intent {
    const intent: Intent = {
      id: `pi_${++this.#ids}`,
      amount,
      status: "open",
      metadata,
      decline: null,
      declines: 0,
      risky: false,
      review: null,
      refunds: [],
      dispute: "none",
      past: [],
    };
    this.intents.set(intent.id, intent);
    this.onIntent(intent);
    this.#emit("payment_intent.created", intent, null);
    return intent;
  }
  #tag(id: string, metadata: PaymentMetadata): void {
    const intent = this.intents.get(id);
    if (!intent) throw new PortFault("stripe", `${id} is unknown`);
    intent.metadata = metadata;
  }
  #readOrNull(id: string) {
    const intent = this.intents.get(id);
    return intent ? readingOf(intent) : null;
  }
  #cancel(id: string) {
    const intent = this.intents.get(id);
    if (!intent) throw new PortFault("stripe", `${id} is unknown`);
    if (this.#random.chance(this.faults.cancelsLost)) throw new PortFault("stripe", "no answer");
    if (intent.status === "open" || intent.status === "authorized") this.change(intent, "canceled");
    return readingOf(intent);
  }

  /** Like the adapter: lists the refunds after a refusal, since an earlier call may have worked. */
  #refund(order: RefundOrder): RefundOutcome {
    const again = order.keyNumber === 1 ? "" : `:${order.keyNumber}`;
    const key = `re:${order.refundId}${again}`;
    if (this.#unlisted.has(order.refundId) && again !== "") this.onUnlistedKey(order);
    const known = this.#key(key)?.refund;
    const answer = known ?? this.#newRefund(order);
    if (!known) this.#keys.set(key, { at: this.#clock.now, refund: answer });
    if (answer.kind === "short_of_balance") this.#unlisted.add(order.refundId);
    return /refused|short/.test(answer.kind) ? (this.#refundOf(order) ?? answer) : answer;
  }
  #newRefund(order: RefundOrder): RefundOutcome {
    const intent = this.intents.get(order.intentId);
    const refusal = (why: "already_refunded" | "disputed" | "other"): RefundOutcome => ({
      kind: "refused",
      why,
      text: why,
    });
    if (intent?.status !== "succeeded") return refusal("other");
    if (disputed(intent)) return refusal("disputed");
    const left = intent.amount.minor - returned(intent);
    if (left === 0) return refusal("already_refunded");
    if (order.amount.minor > left) return refusal("other");
    if (this.balance - order.amount.minor < -this.faults.overdraft) {
      return { kind: "short_of_balance", keyNumber: order.keyNumber, text: "balance" };
    }
    const how = this.#random.weighted(this.faults.refunds);
    if (how === "refused") return refusal("other");
    const refund = this.addRefund(intent, order.refundId, order.amount.minor, how);
    return refundReading(refund);
  }
  addRefund(
    intent: Intent,
    refundId: RefundId | null,
    amount: number,
    how: "ok" | "pending" | "pending_fails" | "fails_later",
  ): Refund {
    const status = how === "ok" || how === "fails_later" ? "succeeded" : "pending";
    const id = `re_${++this.#ids}`;
    const refund: Refund = { id, refundId, amount, status, first: status };
    intent.refunds.push(refund);
    this.balance -= amount;
    this.onRefund(intent, refund);
    this.#emit("charge.refunded", intent, null);
    if (how === "ok") return refund;
    this.#clock.after(this.#random.skewed(...this.faults.refundDelayMs), () => {
      refund.status = how === "pending" ? "succeeded" : "failed";
      if (refund.status === "failed") this.balance += amount;
      this.#emit(how === "pending" ? "refund.updated" : "refund.failed", intent, refund);
    });
    return refund;
  }
  #find(order: RefundOrder): RefundOutcome | null {
    this.#unlisted.delete(order.refundId);
    return this.#refundOf(order);
  }
  #refundOf(order: RefundOrder): RefundOutcome | null {
    const all = this.intents.get(order.intentId)?.refunds ?? [];
    const ours = all.filter((r) => r.refundId === order.refundId);
    const found = ours.find((r) => r.status !== "failed") ?? ours[0];
    return found ? refundReading(found) : null;
  }
  #readRefund(id: string): RefundOutcome {
    for (const intent of this.intents.values()) {
      const found = intent.refunds.find((r) => r.id === id);
      if (found) return refundReading(found);
    }
    return { kind: "unknown", text: "no such refund" };
  }
  #approveReview(reviewId: string): void {
    const intent = this.intents.get(reviewId.slice(4));
    if (intent?.review !== "open") throw new PortFault("stripe", `${reviewId} is not open`);
    this.closeReview(intent, "approved");
  }
  #key(key: string) {
    const known = this.#keys.get(key);
    return known && this.#clock.now - known.at < KEY_LIFE_MS ? known : undefined;
  }

  // --- what customers, banks and operators at the dashboard do ---------------------------------

  change(intent: Intent, to: Intent["status"] | "declined"): void {
    const status = to === "declined" ? "open" : to;
    if (intent.status === "succeeded" || intent.status === "canceled") return;
    intent.past.push(readingOf(intent));
    intent.status = status;
    if (status === "succeeded") this.balance += intent.amount.minor;
    if (status === "succeeded" && this.#random.chance(this.faults.reviews)) {
      if (this.#random.chance(0.5)) intent.review = "open";
      else this.#clock.after(this.#random.skewed(100, 120_000), () => this.openReview(intent));
    }
    if (to === "declined") intent.declines += 1;
    intent.decline =
      to === "declined" ? { code: "card_declined", declineCode: "insufficient_funds" } : null;
    const types = {
      declined: "payment_intent.payment_failed",
      open: "payment_intent.payment_failed",
      processing: "payment_intent.processing",
      authorized: "payment_intent.amount_capturable_updated",
      succeeded: "payment_intent.succeeded",
      canceled: "payment_intent.canceled",
    } as const;
    this.#emit(types[to], intent, null);
  }
  openReview(intent: Intent): void {
    if (intent.review !== null) return;
    intent.past.push(readingOf(intent));
    intent.review = "open";
    this.#emit("review.opened", intent, null);
  }
  closeReview(intent: Intent, to: "approved" | "closed"): void {
    if (intent.review !== "open") return;
    intent.past.push(readingOf(intent));
    intent.review = to;
    this.#emit("review.closed", intent, null);
  }
  dispute(intent: Intent, to: "open" | "lost" | "won"): void {
    intent.dispute = to;
    const type = to === "open" ? "charge.dispute.created" : "charge.dispute.closed";
    this.#emit(type, intent, null);
  }
  #emit(type: string, intent: Intent, refund: Refund | null): void {
    const event: StripeEvent = {
      id: `evt_${++this.#ids}`,
      type,
      createdAt: this.#clock.now,
      livemode: false,
      intentId: intent.id,
      metadata: type.startsWith("payment_intent") ? intent.metadata : null,
      refund: refund && { stripeRefundId: refund.id, refundId: refund.refundId },
    };
    this.events.push(event);
    this.onEvent(event);
  }
}

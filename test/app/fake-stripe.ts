/** Stripe as use cases see it: intents with a life of their own, refunds, a silent mode. */
import {
  BadSignature,
  type CancelOrder,
  type Confirmed,
  type ConfirmOrder,
  IntentNotMade,
  type NewIntent,
  type Payments,
  type RefundOrder,
  type StripeEvent,
  type TaggedIntent,
  type WebhookEndpoint,
} from "../../src/app/ports/payments.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import type { RefundOutcome } from "../../src/domain/refund/refund.ts";

/** The webhook endpoint of the deployment `test-1`. */
export const OWN_ENDPOINT: WebhookEndpoint = {
  url: "https://topup.example.com/webhooks/stripe",
  enabled: true,
  deployment: "test-1",
};

export type CardEnd = "pays" | "declined" | "asks";

export class FakeStripe implements Payments {
  livemode = false;
  readonly intents = new Map<IntentId, IntentReading>();
  readonly refunds = new Map<string, RefundOutcome>();
  readonly created: NewIntent[] = [];
  readonly calls: string[] = [];
  silent = false;
  /** The next call of this name gets no answer, and does nothing. */
  failNext: string | null = null;
  /** Stripe makes the intent and its answer gets lost. */
  loseNextAnswer = false;
  /** Stripe answers the next creation with a stored 500, with or without an intent, or refuses. */
  readonly notMade: ("spent" | "spent_but_made" | "refused")[] = [];
  readonly #spent = new Set<string>();
  /** What it reports of any window. */
  reported: readonly StripeEvent[] = [];

  async createIntent(input: NewIntent) {
    this.#call("createIntent");
    const intentId: IntentId = `pi_${input.attemptId}`;
    const notMade = this.notMade.shift();
    if (notMade === "refused") {
      const where = { code: "amount_too_small", param: "amount" };
      throw new IntentNotMade("refused", "400 amount_too_small", where);
    }
    if (notMade !== undefined) this.#spent.add(input.attemptId);
    const isSpent = this.#spent.has(input.attemptId);
    if (isSpent && notMade !== "spent_but_made") throw new IntentNotMade("key_spent", "500");
    if (!this.intents.has(intentId)) {
      this.created.push(input);
      this.intents.set(intentId, {
        intentId,
        status: "open",
        amount: input.amount,
        returnedMinor: 0,
        disputed: false,
        livemode: false,
        metadata: input.metadata,
        decline: null,
        method: null,
        risk: "normal",
        review: null,
      });
    }
    if (isSpent) throw new IntentNotMade("key_spent", "500");
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false;
      throw new PortFault("stripe", "the answer got lost");
    }
    return { intentId, clientSecret: `${intentId}_secret`, livemode: false };
  }
  async tagIntent({ intentId, metadata }: TaggedIntent) {
    this.#call("tagIntent");
    this.change(intentId, { metadata });
  }
  async readIntent(intentId: IntentId) {
    this.#call("readIntent");
    return this.intents.get(intentId) ?? null;
  }
  async clientSecret(intentId: IntentId) {
    this.#call("clientSecret");
    return `${intentId}_secret`;
  }
  /** What the next cards do, in the order of the tries; a token that is known repeats its own. */
  cards: readonly CardEnd[] = [];
  /** Fingerprints of cards, by token. */
  readonly fingerprints = new Map<string, string>();
  async cardOf(token: string) {
    return this.fingerprints.get(token) ?? null;
  }
  /** The answers, by key. */
  readonly confirmed = new Map<string, Confirmed>();
  /** Where the banks of the tries lead back to. */
  readonly returnUrls: (string | null)[] = [];
  async confirmIntent({ attemptId, intentId, confirmationToken, returnUrl }: ConfirmOrder) {
    this.#call("confirmIntent");
    this.returnUrls.push(returnUrl);
    const key = `confirm:${attemptId}:${confirmationToken}`;
    const known = this.confirmed.get(key);
    if (known) return known;
    const [card = "pays", ...rest] = this.cards;
    this.cards = rest;
    const answer = this.#confirm(intentId, card);
    this.confirmed.set(key, answer);
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false;
      throw new PortFault("stripe", "the answer got lost");
    }
    return answer;
  }
  #confirm(intentId: IntentId, card: CardEnd): Confirmed {
    const clientSecret = `${intentId}_secret`;
    if (card === "asks") {
      return { payment: "action", action: "bank_check", clientSecret, error: null };
    }
    if (card === "pays") {
      this.pay(intentId);
      return { payment: "sent", action: null, clientSecret, error: null };
    }
    const decline = { code: "card_declined", declineCode: "generic_decline" };
    const declines = (this.#known(intentId).declines ?? 0) + 1;
    this.change(intentId, { decline, declines });
    const error = { type: "card_error", ...decline, param: null };
    return { payment: "declined", action: null, clientSecret: null, error };
  }
  async cancelIntent({ intentId }: CancelOrder) {
    this.#call("cancelIntent");
    if (this.#known(intentId).status === "open") this.change(intentId, { status: "canceled" });
    return this.#known(intentId);
  }
  async readRefund(stripeRefundId: string) {
    this.#call("readRefund");
    return this.refunds.get(stripeRefundId) ?? { kind: "unknown" as const, text: "no answer" };
  }
  /** Under the same key nothing new: the key is the id of the row. */
  async createRefund({ refundId, intentId, amount }: RefundOrder): Promise<RefundOutcome> {
    this.#call("createRefund");
    const stripeRefundId = `re_${refundId}`;
    if (!this.refunds.has(stripeRefundId)) {
      const { returnedMinor } = this.#known(intentId);
      this.change(intentId, { returnedMinor: returnedMinor + amount.minor });
      this.refunds.set(stripeRefundId, { kind: "succeeded", stripeRefundId });
    }
    return { kind: "succeeded", stripeRefundId };
  }
  async findRefund() {
    return null;
  }
  async approveReview(reviewId: string) {
    this.#call("approveReview");
    for (const [intentId, { review }] of this.intents) {
      if (review?.reviewId === reviewId) {
        this.change(intentId, { review: { reviewId, state: "approved" } });
      }
    }
  }
  async listEvents() {
    return { events: this.reported, next: null };
  }
  endpoints: readonly WebhookEndpoint[] | "forbidden" = [OWN_ENDPOINT];
  async listWebhookEndpoints() {
    this.#call("listWebhookEndpoints");
    return this.endpoints;
  }
  /** The raw body is the event; the signature is right when it says "right". */
  async verifyWebhook(rawBody: string, signature: string): Promise<StripeEvent> {
    if (signature !== "right") throw new BadSignature("no signature fits the body");
    return JSON.parse(rawBody) as StripeEvent;
  }

  /** The customer, the bank or an operator at the dashboard does something. */
  change(intentId: IntentId, to: Partial<IntentReading>): void {
    this.intents.set(intentId, { ...this.#known(intentId), ...to });
  }
  /** From now on it stands under the id of another deployment. */
  retag(intentId: IntentId, deployment = "other-1"): void {
    const { metadata } = this.#known(intentId);
    const otherTag = metadata && { deployment, metadata };
    const payer = { name: "", email: "" };
    const untrusted = { serviceUuid: null, imsi: null, days: null, createdAt: 0, payer, otherTag };
    this.change(intentId, { metadata: null, untrusted: { ...untrusted, otherDeployment: true } });
  }
  pay(intentId: IntentId): void {
    this.change(intentId, { status: "succeeded", method: "visa 4242" });
  }

  #known(intentId: IntentId): IntentReading {
    const intent = this.intents.get(intentId);
    if (!intent) throw new Error(`no such intent: ${intentId}`);
    return intent;
  }
  #call(name: string): void {
    this.calls.push(name);
    if (this.failNext === name) {
      this.failNext = null;
      throw new PortFault("stripe", "no answer");
    }
    if (this.silent) throw new PortFault("stripe", "no answer");
  }
}

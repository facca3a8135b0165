import type { Account } from "./account.ts";
import { type BrowserSwitches, defaultSwitches } from "./browser-switches.ts";
import { completeSlowPayment, confirmIntent, finishAction } from "./confirmation.ts";
import { type DisputeOrder, openDispute, turnDispute } from "./disputes.ts";
import type { Faults } from "./faults.ts";
import { numberOf } from "./means.ts";
import type {
  Dispute,
  DisputeStatus,
  Endpoint,
  Intent,
  PaymentMethodDomain,
  Refund,
  RefundStatus,
  Review,
  SimEvent,
} from "./objects.ts";
import { findIntent } from "./payment-intents.ts";
import type { PendingRequests } from "./pending-requests.ts";
import { createRefund, turnRefund } from "./refunds.ts";
import { approveReview, openReview } from "./reviews.ts";
import { badRequest, missing, StripeRefusal } from "./stripe-error.ts";
import { createEndpoint } from "./webhook-endpoints.ts";
import type { Webhooks } from "./webhooks.ts";
import type { World } from "./world.ts";

export interface IntentState {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly received: number;
  /** Succeeded refunds, minor units; without pending ones and those that failed later. */
  readonly returned: number;
  readonly pending: number;
  readonly disputed: boolean;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
}
export interface RefundState {
  readonly id: string;
  readonly intentId: string;
  readonly amount: number;
  readonly status: RefundStatus;
  readonly metadata: Readonly<Record<string, string>>;
}
export interface StripeState {
  readonly intents: readonly IntentState[];
  readonly refunds: readonly RefundState[];
}

/** For tests and the page at /: faults, and what customers, banks and the dashboard do. */
export interface Admin {
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly browser: BrowserSwitches;
  /** Requests of browsers that wait because of the switches `hang` and `silent`. */
  readonly waiting: PendingRequests;
  readonly timing: Timing;
  state(): StripeState;
  reset(): void;
  /** A webhook endpoint that another program of the account made. */
  addEndpoint(endpoint: EndpointOrder): Endpoint;
  disableEndpoint(id: string): void;
  changeAccount(change: Partial<Account>): void;
  endpoints(): readonly Endpoint[];
  domains(): readonly PaymentMethodDomain[];
  /** A wallet that stays inactive when a host name is validated, and Stripe's sentence why. */
  setInactiveWallet(field: string, why: string | null): void;
  advanceClock(byMs: number): void;
  /** Pays with a card number, an IBAN or the name of a test method, as if the customer typed it. */
  pay(intentId: string, card?: string): Intent;
  /** Answers the bank, or the page of a method with a redirect. */
  threeDs(intentId: string, result: "success" | "fail"): Intent;
  completePayment(intentId: string, outcome: "succeeded" | "failed"): Intent;
  /** An external refund, as from the dashboard: it has none of our metadata. */
  refundExternally(intentId: string, amount?: number): Refund;
  turnRefund(refundId: string, status: RefundStatus, failureReason?: string): Refund;
  dispute(intentId: string, order: DisputeOrder): Dispute;
  turnDispute(disputeId: string, status: DisputeStatus): Dispute;
  /** Puts a paid intent under review, as a rule of the merchant does. */
  review(intentId: string): Review;
  approveReview(reviewId: string): Review;
  /** Sets what is in the balance, and how far refunds may overdraw it. */
  setBalance(balance: BalanceOrder): void;
  replay(eventId: string): SimEvent;
}

/** Minor units; `overdraft` null: no limit. */
export interface BalanceOrder {
  readonly currency: string;
  readonly minor: number;
  readonly overdraft: number | null;
}

/** After how long slow payments and refunds end by themselves; null: only on request. */
export interface Timing {
  laterMs: number | null;
}

/** What an endpoint is made of. */
export interface EndpointOrder {
  readonly url: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly status?: Endpoint["status"];
}

interface Parts {
  readonly world: () => World;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly browser: BrowserSwitches;
  readonly waiting: PendingRequests;
  readonly timing: Timing;
  readonly renew: () => void;
}

export function makeAdmin(parts: Parts): Admin {
  const { world, webhooks, faults, browser, waiting, timing, renew } = parts;
  const { laterMs } = timing;
  return {
    faults,
    webhooks,
    browser,
    waiting,
    timing,
    state: () => stateOf(world()),
    reset: () => {
      faults.clear();
      webhooks.reset();
      Object.assign(browser, defaultSwitches());
      timing.laterMs = laterMs;
      waiting.release();
      renew();
    },
    advanceClock: (byMs) => world().advance(byMs),
    pay: (intentId, card = "4242424242424242") => payAs(world(), intentId, card),
    threeDs: (intentId, result) => finishAction(world(), intentId, result),
    completePayment: (intentId, outcome) => completeSlowPayment(world(), intentId, outcome),
    refundExternally: (intentId, amount) =>
      createRefund(world(), {
        payment_intent: intentId,
        ...(amount === undefined ? {} : { amount }),
      }),
    turnRefund: (id, status, reason) => turnRefund(world(), id, status, reason),
    dispute: (intentId, order) => {
      const charge = findIntent(world(), intentId).latest_charge;
      if (charge === null) throw badRequest("Nothing was charged yet.");
      return openDispute(world(), charge, order);
    },
    turnDispute: (id, status) => turnDispute(world(), id, status),
    review: (intentId) => openReview(world(), intentId),
    approveReview: (id) => approveReview(world(), id),
    setBalance: ({ currency, minor, overdraft }) => {
      world().balance.set(currency, minor);
      world().overdraft = overdraft;
    },
    addEndpoint: (endpoint) => addEndpoint(world(), endpoint),
    disableEndpoint: (id) => disableEndpoint(world(), id),
    changeAccount: (change) => {
      world().account = { ...world().account, ...change };
    },
    endpoints: () => world().endpoints.items,
    domains: () => world().domains.items,
    setInactiveWallet: (field, why) => {
      if (why === null) world().inactiveWallets.delete(field);
      else world().inactiveWallets.set(field, why);
    },
    replay: (eventId) => {
      const event = world().events.get(eventId);
      if (!event) throw missing("event", eventId, "id");
      webhooks.replay(event);
      return event;
    },
  };
}

function addEndpoint(world: World, { url, metadata = {}, status }: EndpointOrder): Endpoint {
  const made = createEndpoint(world, { url, enabled_events: ["*"], metadata });
  made.status = status ?? "enabled";
  return made;
}

function disableEndpoint(world: World, id: string): void {
  const endpoint = world.endpoints.get(id);
  if (!endpoint) throw new Error(`no such webhook endpoint: ${id}`);
  endpoint.status = "disabled";
}

/** A decline is not an error here; the returned intent shows it. */
function payAs(world: World, intentId: string, card: string): Intent {
  const number = numberOf(card);
  if (number === null) throw badRequest(`Not a test card: ${card}`);
  try {
    return confirmIntent(world, intentId, { number, cvc: true, returnUrl: world.origin() });
  } catch (thrown) {
    if (thrown instanceof StripeRefusal && thrown.status === 402) {
      return findIntent(world, intentId);
    }
    throw thrown;
  }
}

function stateOf(world: World): StripeState {
  const intents = world.intents.items.map((intent): IntentState => {
    const refunds = world.refunds.under(intent.id);
    const sum = (status: RefundStatus) =>
      refunds.filter((r) => r.status === status).reduce((total, r) => total + r.amount, 0);
    const { id, status, amount, currency, amount_received, created, metadata } = intent;
    const disputed = world.disputes.under(id).some((dispute) => !dispute.is_charge_refundable);
    const money = {
      received: amount_received,
      returned: sum("succeeded"),
      pending: sum("pending"),
    };
    return { id, status, amount, currency, ...money, disputed, created, metadata };
  });
  const refunds = world.refunds.items.map(({ id, payment_intent, amount, status, metadata }) => {
    return { id, intentId: payment_intent, amount, status, metadata };
  });
  return { intents, refunds };
}

import { ACCOUNT, type Account } from "./account.ts";
import { Collection } from "./collection.ts";
import { idSource, randomSource } from "./ids.ts";
import type { Tender } from "./means.ts";
import type {
  Charge,
  ConfirmationToken,
  Dispute,
  Endpoint,
  Intent,
  PaymentMethodDomain,
  Refund,
  Review,
  SimEvent,
  Thing,
  Txn,
} from "./objects.ts";
import { API_VERSION } from "./objects.ts";

export interface WorldOptions {
  readonly seed?: number | undefined;
  /** Unix milliseconds; by default the wall clock. */
  readonly clock?: (() => number) | undefined;
  /** After how long refunds and slow payments end by themselves; null: only on request. */
  readonly laterMs?: (() => number | null) | undefined;
  readonly origin?: (() => string) | undefined;
}

/** The whole state of the simulated Stripe. A reset makes a new one. */
export interface World {
  readonly intents: Collection<Intent>;
  readonly charges: Collection<Charge>;
  readonly refunds: Collection<Refund>;
  readonly disputes: Collection<Dispute>;
  readonly reviews: Collection<Review>;
  readonly txns: Collection<Txn>;
  readonly events: Collection<SimEvent>;
  readonly endpoints: Collection<Endpoint>;
  /** Whose keys these are. */
  account: Account;
  readonly domains: Collection<PaymentMethodDomain>;
  /** Why a wallet stays inactive, by its field (`apple_pay`); others become active. */
  readonly inactiveWallets: Map<string, string>;
  readonly tokens: Collection<ConfirmationToken>;
  /** What each confirmation token stands for, by its id. */
  readonly tokenTenders: Map<string, Tender>;
  /** Per currency, minor units: payments fill it, refunds, chargebacks and payouts empty it. */
  readonly balance: Map<string, number>;
  /** How far below 0 a refund may take the balance, minor units; null: as far as it likes. */
  overdraft: number | null;
  /** The last payment method of each intent, by intent id. */
  readonly tenders: Map<string, Tender>;
  /** The origin of the simulator's own pages. */
  readonly origin: () => string;
  readonly id: (prefix: string, length?: number) => string;
  readonly nowMs: () => number;
  readonly nowSeconds: () => number;
  advance(byMs: number): void;
  /** The request that is being executed, for the events it causes. */
  request: { id: string; idempotency_key: string | null } | null;
  readonly emit: (type: string, about: Thing) => SimEvent;
  /** Runs `turn` after `laterMs`; never if that is null. */
  readonly later: (turn: () => void) => void;
  readonly stop: () => void;
}

/** `onEvent` is called with every event, to send it as a webhook. */
export function makeWorld(options: WorldOptions, onEvent: (event: SimEvent) => void): World {
  const random = randomSource(options.seed);
  const id = idSource(random);
  const base = options.clock ?? Date.now;
  const turns = laterTurns(options.laterMs ?? (() => null));
  let offsetMs = 0;
  const nowMs = () => base() + offsetMs;
  const nowSeconds = () => Math.floor(nowMs() / 1000);
  const world: World = {
    ...emptyShelves(),
    balance: new Map(),
    overdraft: null,
    tenders: new Map(),
    tokenTenders: new Map(),
    origin: options.origin ?? (() => ""),
    id,
    nowMs,
    nowSeconds,
    advance: (byMs) => {
      offsetMs += byMs;
    },
    request: null,
    emit: (type, about) => {
      const event: SimEvent = {
        object: "event",
        id: id("evt_"),
        api_version: API_VERSION,
        created: nowSeconds(),
        data: { object: structuredClone(about) as Record<string, unknown> },
        livemode: false,
        pending_webhooks: 1,
        request: world.request,
        type,
      };
      world.events.add(event);
      onEvent(event);
      return event;
    },
    later: turns.later,
    stop: turns.stop,
  };
  return world;
}

function emptyShelves() {
  return {
    intents: new Collection<Intent>(),
    tokens: new Collection<ConfirmationToken>(),
    charges: new Collection<Charge>((charge) => [charge.payment_intent]),
    refunds: new Collection<Refund>((refund) => [refund.payment_intent, refund.charge]),
    disputes: new Collection<Dispute>((dispute) => [dispute.payment_intent, dispute.charge]),
    reviews: new Collection<Review>((review) => [review.payment_intent, review.charge]),
    txns: new Collection<Txn>(),
    events: new Collection<SimEvent>(),
    endpoints: new Collection<Endpoint>(),
    account: ACCOUNT,
    domains: new Collection<PaymentMethodDomain>(),
    inactiveWallets: new Map<string, string>(),
  };
}

/** Timers for changes that happen by themselves, and a way to stop them all. */
function laterTurns(laterMs: () => number | null) {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later: (turn: () => void) => {
      const delayMs = laterMs();
      if (delayMs === null) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        turn();
      }, delayMs);
      timer.unref();
      timers.add(timer);
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

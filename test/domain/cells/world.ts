/** A top-up that only real decisions bring into a state; no test writes a state. */

import { encodeForCgrates } from "../../../src/adapters/cgrates/encode.ts";
import { toOfferId } from "../../../src/domain/base/ids.ts";
import type { Money } from "../../../src/domain/base/money.ts";
import { DEFAULT_TIMINGS } from "../../../src/domain/base/timings.ts";
import type { Bucket, Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import type { DaysOffer } from "../../../src/domain/offer/offer.ts";
import type { IntentReading, StripeReview } from "../../../src/domain/payment/intent-reading.ts";
import { claimTopUp } from "../../../src/domain/top-up/decide/claim.ts";
import type { Context, Outcome } from "../../../src/domain/top-up/decide/outcome.ts";
import type { TopUpEvent } from "../../../src/domain/top-up/events.ts";
import { evolve } from "../../../src/domain/top-up/evolve/evolve.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp, TopUpRequest } from "../../../src/domain/top-up/top-up.ts";
import { MERCHANT, payerRef } from "../../fixtures/payers.ts";
import { CODES } from "./codes.ts";

export const START = Date.UTC(2026, 4, 4, 12);
export const TOP_UP_ID = "top_01jtd5m3k4abcdefghjkmnpqrs";
export const ATTEMPT = "att_01jtd5m3k4abcdefghjkmnpqrs_1";
export const PRICE: Money = { minor: 7000, currency: "usd" };

export const OFFER: DaysOffer = {
  id: toOfferId("off_days"),
  kind: "days",
  name: "Days",
  currency: "usd",
  unitMinor: 1000,
  tiers: [],
  minQuantity: 1,
  maxQuantity: 30,
  endRule: "exact",
  bucket: {
    type: "*data",
    value: 1_000_000,
    weight: 10,
    settings: {},
    operatorBuckets: "plan_*",
  },
  onOutageSeconds: null,
  refundWhileSilent: false,
};

export const requestOf = (change: Partial<TopUpRequest> = {}): TopUpRequest => ({
  topUpId: TOP_UP_ID,
  serviceId: "svc_01jtd5m3k4abcdefghjkmnpqrs",
  serviceOrdinal: 7,
  brand: "north",
  serviceUuid: "5a1b6f0e-0000-4000-8000-000000000001",
  serviceLabel: "Cabin 12",
  serviceKind: "cabin",
  imsi: null,
  ocs: "main",
  tenant: "north",
  account: "cabin-12",
  timeZone: "UTC",
  offer: OFFER,
  quantity: 7,
  price: PRICE,
  sessionId: "ses_1",
  payer: payerRef(TOP_UP_ID),
  identifiedBy: { method: "address", linkId: null },
  merchant: MERCHANT,
  livemode: false,
  origin: "portal",
  statementSuffix: null,
  needsApproval: false,
  maxWaitMs: null,
  ...change,
});

export const payment = (
  status: IntentReading["status"],
  change: Partial<IntentReading> = {},
): IntentReading => ({
  intentId: "pi_1",
  status,
  amount: PRICE,
  returnedMinor: 0,
  disputed: false,
  livemode: false,
  metadata: null,
  decline: null,
  method: "visa 4242",
  risk: "normal",
  review: null,
  ...change,
});

export const reviewIn = (state: StripeReview["state"]): StripeReview => ({
  reviewId: "prv_1",
  state,
});

export class World {
  now = START;
  readonly log: TopUpEvent[] = [];
  #t: TopUp | null = null;

  constructor(change: Partial<TopUpRequest> = {}) {
    const request = requestOf(change);
    this.apply([{ type: "TopUpRequested", request, attemptId: ATTEMPT }]);
  }
  get t(): TopUp {
    if (!this.#t) throw new Error("no top-up yet");
    return this.#t;
  }
  get code(): string {
    return CODES[stateOf(this.t)];
  }
  apply(events: readonly TopUpEvent[]): this {
    for (const event of events) {
      this.#t = evolve(this.#t, event, this.now);
      this.log.push(event);
    }
    return this;
  }
  context(change: Partial<Context> = {}): Context {
    return {
      now: this.now,
      timings: DEFAULT_TIMINGS,
      nextTurn: 1,
      hasTurn: true,
      nextReferenceNumber: 1,
      serviceClosed: false,
      lastCreditedEndAt: null,
      returnedBuckets: new Set(),
      encode: encodeForCgrates,
      ...change,
    };
  }
  /** Decides and commits. */
  do<A>(decide: (t: TopUp, ctx: Context) => Outcome<A>, change: Partial<Context> = {}): A {
    const { events, answer } = decide(this.t, this.context(change));
    this.apply(events);
    return answer;
  }
  later(ms: number): this {
    this.now += ms;
    return this;
  }
  /** A new fence where a consumer may claim, otherwise the last one. */
  fence(): number {
    const answer = this.do(claimTopUp);
    return answer.kind === "done" ? this.t.drive.fence : answer.fence;
  }
  pastEnd(): this {
    this.now = (this.t.credit.grant?.endAt ?? this.now) + 1000;
    return this;
  }
  bucket(change: Partial<Bucket> = {}): Bucket {
    const { grant } = this.t.credit;
    const id = grant?.bucketId ?? TOP_UP_ID;
    const endAt = grant?.endAt ?? this.now;
    const type = "*data";
    return { uuid: "u1", id, type, value: 1, endAt, disabled: false, ...change };
  }
  present(change: Partial<Bucket> = {}): Reading {
    return account(this.now, [this.bucket(change)]);
  }
  tombstone(): Reading {
    return this.present({ disabled: true });
  }
  absent(): Reading {
    return account(this.now, []);
  }
  silent(): Reading {
    return { kind: "unreadable", at: this.now, why: "timeout after 2500 ms" };
  }
  noAccount(): Reading {
    return { kind: "no_account", at: this.now };
  }
}

export const account = (at: number, buckets: readonly Bucket[], disabled = false): Reading => ({
  kind: "account",
  at,
  disabled,
  buckets,
});
export const answered: WriteAnswer = { kind: "answered", text: "OK" };
export const notNow: WriteAnswer = {
  kind: "not_now",
  text: "rpc: can't find service APIerSv1.SetBalance",
};
export const refusedWrite: WriteAnswer = { kind: "refused", text: "MANDATORY_IE_MISSING" };

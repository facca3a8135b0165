import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./time.ts";

/** Every time and count that the domain decides by; milliseconds unless named otherwise. */
export interface Timings {
  /** One call to the OCS. */
  readonly ocsCallMs: number;
  /** One try of a consumer (reading, write, reading). */
  readonly tryMs: number;
  /** How long a claim lasts; longer than a try, so that two consumers never act at once. */
  readonly leaseMs: number;
  /**
   * The same three while a granted credit is resolved or revoked. There an answer late is better
   * than none: an OCS that takes 6 to 12 s per call is slow, not silent.
   */
  readonly resolvingCallMs: number;
  readonly resolvingTryMs: number;
  readonly resolvingLeaseMs: number;
  /** A reading older than this is not good enough to sell on. */
  readonly readingFreshMs: number;
  /** A reading this young is shown on the next page of the account too. */
  readonly readingSharedMs: number;
  /** How long a paid, ungranted top-up waits for a silent OCS, from the first failed read. */
  readonly onOutageMs: number;
  /** How long a paid top-up may stay ungranted, whatever it waits for. */
  readonly maxWaitMs: number;
  /** From the grant until the first reading that answers decides. */
  readonly provisioningDeadlineMs: number;
  /** An attempt that is not paid is canceled after this. */
  readonly awaitingPaymentMs: number;
  readonly approvalMs: number;
  /** How long an operator's order waits for another's approval. */
  readonly approvalRequestMs: number;
  readonly reviewMs: number;
  /** `resolving` and `revoking`: a finding after this. */
  readonly resolvingFindingMs: number;
  /** `processing`: a finding after this. */
  readonly processingFindingMs: number;
  /** A refund without an answer: a finding after this. */
  readonly refundFindingMs: number;
  /** After this a parked top-up ends in the customer's favour. */
  readonly parkedMs: number;
  /** Stripe keeps an idempotency key for 24 h; after this we list refunds instead of repeating. */
  readonly refundKeyMs: number;
  /**
   * A message that a queue took and no consumer claimed is sent again after this, then after pauses
   * that double up to the second: far longer than a queue takes, because a queue loses next to none
   * (decision 45). A message that no queue took is sent again after `backoffFirstMs` and so on.
   */
  readonly redispatchMs: number;
  readonly redispatchMaxMs: number;
  /** D1 is told of news after this, but of an end at once; longer than from paid to credited. */
  readonly projectionDelayMs: number;
  readonly backoffFirstMs: number;
  readonly backoffMaxMs: number;
  /**
   * A revocation that the OCS refuses this often, over this long, parks the top-up for the
   * operator: an OCS that restarts refuses ten calls within seconds and takes the next one.
   */
  readonly revocationTriesMax: number;
  readonly revocationRefusedMs: number;
  /** `revoking` with an OCS that answers and yet keeps no tombstone: parked after this. */
  readonly revokingMaxMs: number;
  /** An answering OCS without the account, for this long and in so many readings: parked. */
  readonly accountGoneMs: number;
  readonly accountGoneReadings: number;
  /** Paid this recently: the customer confirms a second payment for the service (row P10). */
  readonly paidRecentlyMs: number;
  /** How long a page waits for the balance; then it shows the newest reading. */
  readonly pageTimeBudgetMs: number;
  /** The payer of a top-up that was canceled unpaid is forgotten after this. */
  readonly unpaidPayerMs: number;
  /** A top-up that was canceled unpaid is dropped after this, with its log. */
  readonly unpaidTopUpMs: number;
  /** No new end lies further ahead than this. */
  readonly horizonMs: number;
  /** How long a read of brands, offers, services and addresses is kept in an isolate. */
  readonly registerKeptMs: number;
  /** The clock difference between us and the OCS that is allowed for near a frozen end. */
  readonly clockMarginMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  ocsCallMs: 2500,
  tryMs: 8 * SECOND_MS,
  leaseMs: 15 * SECOND_MS,
  resolvingCallMs: 20 * SECOND_MS,
  resolvingTryMs: 45 * SECOND_MS,
  resolvingLeaseMs: 60 * SECOND_MS,
  readingFreshMs: 60 * SECOND_MS,
  readingSharedMs: 500,
  onOutageMs: 120 * SECOND_MS,
  maxWaitMs: 10 * MINUTE_MS,
  provisioningDeadlineMs: 60 * SECOND_MS,
  awaitingPaymentMs: 30 * MINUTE_MS,
  approvalMs: 7 * DAY_MS,
  approvalRequestMs: DAY_MS,
  reviewMs: 48 * HOUR_MS,
  resolvingFindingMs: 5 * MINUTE_MS,
  processingFindingMs: 10 * DAY_MS,
  refundFindingMs: HOUR_MS,
  parkedMs: DAY_MS,
  refundKeyMs: 23 * HOUR_MS,
  redispatchMs: 30 * SECOND_MS,
  redispatchMaxMs: 2 * MINUTE_MS,
  projectionDelayMs: 15 * SECOND_MS,
  backoffFirstMs: SECOND_MS,
  backoffMaxMs: MINUTE_MS,
  revocationTriesMax: 10,
  revocationRefusedMs: 10 * MINUTE_MS,
  revokingMaxMs: DAY_MS,
  accountGoneMs: 10 * MINUTE_MS,
  accountGoneReadings: 5,
  paidRecentlyMs: 10 * MINUTE_MS,
  pageTimeBudgetMs: 800,
  unpaidPayerMs: 7 * DAY_MS,
  unpaidTopUpMs: 30 * DAY_MS,
  horizonMs: 400 * DAY_MS,
  registerKeptMs: MINUTE_MS,
  clockMarginMs: 5 * SECOND_MS,
};

/** Every number of time or size that the core decides by. Milliseconds unless named otherwise. */
export interface Timings {
  /** One OCS call. */
  readonly ocsCallMs: number;
  /** One try of a consumer (reading, write, reading). */
  readonly tryMs: number;
  /** A claim holds this long; longer than a try, so that two consumers never act at once. */
  readonly leaseMs: number;
  /** A reading older than this is not good enough to sell on. */
  readonly readingFreshMs: number;
  /** How long a paid, ungranted top-up waits for a silent OCS, from the first failed read. */
  readonly onOutageMs: number;
  /** How long a paid top-up may stay ungranted, whatever it waits for. */
  readonly maxWaitMs: number;
  /** From the grant until the first answering read decides. */
  readonly provisioningDeadlineMs: number;
  /** Unpaid: the attempt is cancelled after this. */
  readonly awaitingPaymentMs: number;
  readonly approvalMs: number;
  readonly reviewMs: number;
  /** `resolving` and `revoking`: a finding after this. */
  readonly resolvingFindingMs: number;
  /** `processing`: a finding after this. */
  readonly processingFindingMs: number;
  /** A refund without an answer: a finding after this. */
  readonly refundFindingMs: number;
  readonly parkedMs: number;
  /** Stripe keeps an idempotency key 24 h; after this we list instead of repeating. */
  readonly refundKeyMs: number;
  /** A message that nobody claimed is sent again after this (doubling up to `backoffMaxMs`). */
  readonly redispatchMs: number;
  readonly backoffFirstMs: number;
  readonly backoffMaxMs: number;
  /** Refused withdrawals before a person is asked. */
  readonly revocationTriesMax: number;
  /** Paid this recently: a second payment for the same service is asked about first (row P10). */
  readonly paidRecentlyMs: number;
  /** A page waits this long for the balance; then it shows what was last read. */
  readonly pageTimeBudgetMs: number;
  /** No new end lies further ahead than this. */
  readonly horizonMs: number;
  /** Clock difference allowed for between us and the OCS near a frozen end. */
  readonly clockMarginMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY_MS = 24 * HOUR;

export const DEFAULT_TIMINGS: Timings = {
  ocsCallMs: 2500,
  tryMs: 8 * SECOND,
  leaseMs: 15 * SECOND,
  readingFreshMs: 60 * SECOND,
  onOutageMs: 120 * SECOND,
  maxWaitMs: 10 * MINUTE,
  provisioningDeadlineMs: 60 * SECOND,
  awaitingPaymentMs: 30 * MINUTE,
  approvalMs: 7 * DAY_MS,
  reviewMs: 48 * HOUR,
  resolvingFindingMs: 5 * MINUTE,
  processingFindingMs: 10 * DAY_MS,
  refundFindingMs: HOUR,
  parkedMs: DAY_MS,
  refundKeyMs: 23 * HOUR,
  redispatchMs: 2 * SECOND,
  backoffFirstMs: SECOND,
  backoffMaxMs: MINUTE,
  revocationTriesMax: 10,
  paidRecentlyMs: 10 * MINUTE,
  pageTimeBudgetMs: 800,
  horizonMs: 400 * DAY_MS,
  clockMarginMs: 5 * SECOND,
};

/** What is explored: two top-ups of one account, and which faults and policies there are. */
import type { AttemptId, IntentId } from "../../../src/domain/base/ids.ts";
import { DEFAULT_TIMINGS, type Timings } from "../../../src/domain/base/timings.ts";
import { evolve } from "../../../src/domain/top-up/evolve/evolve.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { OFFER, requestOf, START } from "../../domain/cells/world.ts";

export interface Setting {
  /** The operator opted in to refunding while the OCS is silent. */
  readonly owed: boolean;
  /** What a reading before a revocation may find instead of the account, for top-up A. */
  readonly lost: "nothing" | "disabled" | "gone";
  /**
   * The OCS may refuse writes of top-up A permanently, or answer and keep no revocation; then
   * top-ups can be parked and redriven.
   */
  readonly refusals: boolean;
  /** To top-up B happens only what needs no fault and no person; its consumers may still die. */
  readonly quietB: boolean;
}

/** The one moment at which everything happens: times are no part of a state. */
export const NOW = START;
/** One of the two top-ups, by its place in a `Two`. */
export type Side = 0 | 1;
export type Two<T> = readonly [T, T];
export const SIDES = [0, 1] as const;
export const NAMES = ["A", "B"] as const;
export const IDS = [`top_${"a".repeat(26)}`, `top_${"b".repeat(26)}`] as const;
export const DAYS = [7, 3] as const;
export const intentOf = (side: Side): IntentId => `pi_${NAMES[side]}`;
export const sideOf = (bucketId: string): Side => (bucketId.startsWith(IDS[0]) ? 0 : 1);

const FAR = 1e12;
/** Every lease has run out as soon as it is given: a claim may be taken over at any moment. */
const lasting = (ms: number, tries: number, revokingMaxMs: number): Timings => ({
  ...DEFAULT_TIMINGS,
  leaseMs: 0,
  resolvingLeaseMs: 0,
  onOutageMs: ms,
  maxWaitMs: ms,
  provisioningDeadlineMs: ms,
  resolvingFindingMs: ms,
  refundFindingMs: ms,
  parkedMs: ms,
  revocationTriesMax: tries,
  revocationRefusedMs: ms,
  revokingMaxMs,
  accountGoneMs: ms,
  accountGoneReadings: tries,
});
export type Age = "young" | "old";
/**
 * Deadlines and age limits are chosen freely: at any moment none has passed, or all have. But a
 * revocation is without effect for a whole day only where the OCS refuses.
 */
export const agesOf = ({ refusals }: Setting): Readonly<Record<Age, Timings>> => ({
  young: lasting(FAR, FAR, FAR),
  old: lasting(0, 1, refusals ? 0 : FAR),
});

/** A top-up that awaits its payment; its intent is recorded. */
export function requested(side: Side, { owed }: Setting): TopUp {
  const topUpId = IDS[side];
  const offer = { ...OFFER, refundWhileSilent: owed };
  const quantity = DAYS[side];
  const request = requestOf({ topUpId, quantity, offer, maxWaitMs: null });
  const attemptId: AttemptId = `att_${topUpId}_1`;
  const first = evolve(null, { type: "TopUpRequested", request, attemptId }, NOW);
  return evolve(first, { type: "IntentRecorded", attemptId, intentId: intentOf(side) }, NOW);
}

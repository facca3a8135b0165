import type { BucketId } from "../base/ids.ts";
import type { AccountReading, Reading } from "./reading.ts";

/** What a reading shows about one granted bucket. Only a reading is evidence (invariant 3). */
export type Evidence =
  /** There, enabled, with the frozen end. */
  | "present"
  /**
   * There and disabled, also in a disabled account: a late duplicate of the credit will not enable
   * it.
   */
  | "tombstone"
  | "absent"
  /** There and enabled, but with another end: another program or an operator changed it. */
  | "different"
  | "no_account"
  /** The account is disabled, and the bucket is not: nothing of it can be used now. */
  | "account_disabled"
  | "unreadable";

/** What a grant promised of one bucket. */
export interface GrantedBucket {
  readonly bucketId: BucketId;
  /** The frozen end; Unix ms, whole seconds. */
  readonly endAt: number;
}

/** Compares a reading with the bucket that was granted. */
export function evidenceOf(reading: Reading, granted: GrantedBucket): Evidence {
  switch (reading.kind) {
    case "unreadable":
      return "unreadable";
    case "no_account":
      return "no_account";
    case "account": {
      const evidence = bucketEvidence(reading, granted);
      return reading.disabled && evidence !== "tombstone" ? "account_disabled" : evidence;
    }
  }
}

/**
 * An account can hold an expired bucket and a live one with the same id, where an engine never uses
 * an expired bucket again (CGRateS). So the rule reads all of them: an enabled one with the frozen
 * end is the credit, and the credit is revoked only when every one is disabled.
 */
function bucketEvidence(reading: AccountReading, granted: GrantedBucket): Evidence {
  const ours = reading.buckets.filter((b) => b.id === granted.bucketId);
  if (ours.length === 0) return "absent";
  if (ours.every((b) => b.disabled)) return "tombstone";
  return ours.some((b) => !b.disabled && b.endAt === granted.endAt) ? "present" : "different";
}

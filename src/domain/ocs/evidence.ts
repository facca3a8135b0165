import type { Grant } from "../top-up/state.ts";
import type { AccountReading, Reading } from "./reading.ts";

/** What a reading shows about one granted bucket. Only a reading is evidence (invariant 3). */
export type Evidence =
  /** There, enabled, with the frozen end. */
  | "present"
  /** There and disabled: a late duplicate of the credit will not enable it. */
  | "tombstone"
  | "absent"
  /** There and enabled, but with another end: somebody else's hand. */
  | "different"
  | "no_account"
  | "account_disabled"
  | "unreadable";

export function evidenceOf(reading: Reading, grant: Grant): Evidence {
  switch (reading.kind) {
    case "unreadable":
      return "unreadable";
    case "no_account":
      return "no_account";
    case "account":
      return reading.disabled ? "account_disabled" : bucketEvidence(reading, grant);
  }
}

/**
 * An expired bucket can have a twin with the same ID (CGRateS never re-uses an expired one), so all
 * of them are looked at: any enabled one with the frozen end is the credit, and only when every one
 * is disabled is it withdrawn.
 */
function bucketEvidence(reading: AccountReading, grant: Grant): Evidence {
  const ours = reading.buckets.filter((b) => b.id === grant.bucketId);
  if (ours.length === 0) return "absent";
  if (ours.every((b) => b.disabled)) return "tombstone";
  return ours.some((b) => !b.disabled && b.endAt === grant.endAt) ? "present" : "different";
}

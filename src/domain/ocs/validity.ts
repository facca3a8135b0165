import { type BucketId, isOurBucket } from "../base/ids.ts";
import type { AccountReading, Bucket, Reading } from "./reading.ts";

/** Until when the service is online, as far as days are concerned. */
export type Validity =
  | { readonly kind: "ends"; readonly endAt: number }
  | { readonly kind: "nothing" }
  /** A bucket that counts has no end: more days cannot be sold. */
  | { readonly kind: "unlimited" };

/** Which buckets count; the bucket template of an offer has these fields. */
export interface Counting {
  readonly type: string;
  /** Ids of the operator's own buckets; `*` at the end is a wildcard, empty: none of them. */
  readonly operatorBuckets: string;
}

/** Engines write 9999-12-30 and the like for "never"; such a date is none that can be added to. */
const NEVER_ENDS_AT = Date.UTC(9000, 0, 1);

/**
 * The one rule for "when does this service end", which screen, quote and grant share: the latest
 * end of the live, enabled buckets of the type, with something left in them, that are ours or match
 * the operator's pattern. `notOfOurs` are buckets of ours that never count, because their top-up
 * has the decision `return`; "all": only the operator's count. `now` and ends: Unix ms.
 */
export function validityOf(
  reading: AccountReading,
  counting: Counting,
  notOfOurs: ReadonlySet<BucketId> | "all",
  now: number,
): Validity {
  let endAt: number | null = null;
  for (const bucket of reading.buckets) {
    if (!counts(bucket, counting, notOfOurs)) continue;
    if (bucket.endAt === null || bucket.endAt >= NEVER_ENDS_AT) return { kind: "unlimited" };
    if (bucket.endAt > now) endAt = Math.max(endAt ?? 0, bucket.endAt);
  }
  return endAt === null ? { kind: "nothing" } : { kind: "ends", endAt };
}

function counts(b: Bucket, counting: Counting, notOfOurs: ReadonlySet<BucketId> | "all"): boolean {
  if (b.disabled || b.type !== counting.type) return false;
  // An engine charges nothing to a bucket that is used up, or below that: whatever its end, the
  // service is offline.
  if (b.value <= 0) return false;
  if (isOurBucket(b.id)) return notOfOurs !== "all" && !notOfOurs.has(b.id);
  return matches(b.id, counting.operatorBuckets);
}

function matches(id: string, pattern: string): boolean {
  if (pattern === "") return false;
  return pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** An account of more buckets than this has these to be shown while the OCS is silent. */
const MAX_KEPT_BUCKETS = 50;

/**
 * What is kept of a reading, to be shown later: the buckets that may still count, those that end
 * last, at most 50. An OCS keeps buckets that have ended for years; no validity is made of them, of
 * disabled ones or of empty ones, whatever is asked of this reading later. `now`: Unix ms.
 */
export function keptReading(reading: Reading, now: number): Reading {
  if (reading.kind !== "account") return reading;
  const end = ({ endAt }: Bucket) => endAt ?? Number.POSITIVE_INFINITY;
  const buckets = reading.buckets
    .filter((one) => !one.disabled && one.value > 0 && end(one) > now)
    .toSorted((a, b) => (end(a) === end(b) ? 0 : end(b) - end(a)))
    .slice(0, MAX_KEPT_BUCKETS);
  return { ...reading, buckets };
}

import { type BucketId, type TopUpId, toBucketId, toId } from "../../domain/base/ids.ts";
import { stateOf } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { Sql } from "../storage/sql.ts";

/** A bucket that this object granted, as later sales and grants have to count it. */
export interface IndexedBucket {
  readonly topUpId: TopUpId;
  /** `credited`: its days count. `returned`: they never count, whatever a reading shows of it. */
  readonly state: "credited" | "returned";
  readonly bucketId: BucketId;
  /** Unix ms. */
  readonly endAt: number;
  /** Its payment was refunded externally or is disputed: nothing is sold until its days end. */
  readonly salesBlocked: boolean;
}

/**
 * The buckets whose end lies ahead. Every decision asks for them and few decisions change them, so
 * they are read once and then kept in memory, as a copy of what is stored (decision 17).
 */
export class BucketIndex {
  readonly #sql: Sql;
  #rows: Map<TopUpId, IndexedBucket> | null = null;
  /** Buckets that had ended by then are not in memory; Unix ms. */
  #readAt = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Buckets that end after `now` (Unix ms), in the order of their top-ups' ids. */
  ahead(now: number): readonly IndexedBucket[] {
    const inMemory = now >= this.#readAt ? this.#rows : null;
    const rows = inMemory ?? this.#read(now);
    return [...rows.values()]
      .filter(({ endAt }) => endAt > now)
      .sort((a, b) => (a.topUpId < b.topUpId ? -1 : 1));
  }

  /** A top-up was saved. `bucket` null: the top-up has none, or none any more. */
  note(topUpId: TopUpId, bucket: IndexedBucket | null): void {
    if (bucket) this.#rows?.set(topUpId, bucket);
    else this.#rows?.delete(topUpId);
  }

  /** After a rollback: memory must hold what is stored and nothing else. */
  forget(): void {
    this.#rows = null;
  }

  #read(now: number): ReadonlyMap<TopUpId, IndexedBucket> {
    const rows = this.#sql.all(
      `SELECT id, bucket_state, bucket_id, end_at, sales_blocked FROM top_up
       WHERE bucket_state IS NOT NULL AND end_at > ?`,
      now,
    );
    this.#readAt = now;
    this.#rows = new Map(
      rows.map((row) => [
        toId("top", String(row.id)),
        {
          topUpId: toId("top", String(row.id)),
          state: row.bucket_state === "credited" ? "credited" : "returned",
          bucketId: toBucketId(String(row.bucket_id)),
          endAt: Number(row.end_at),
          salesBlocked: row.sales_blocked === 1,
        },
      ]),
    );
    return this.#rows;
  }
}

/** The bucket of a top-up that later grants must count, or must never count; null: none. */
export function indexedBucketOf(t: TopUp): IndexedBucket | null {
  const { grant } = t.credit;
  const state = bucketStateOf(t);
  if (!grant || state === null) return null;
  const { bucketId, endAt } = grant;
  const salesBlocked = isRefundedExternally(t);
  return { topUpId: t.request.topUpId, state, bucketId, endAt, salesBlocked };
}

function bucketStateOf(t: TopUp): IndexedBucket["state"] | null {
  // A top-up that was redriven after its credit was revoked: its old bucket never counts.
  if (t.decision === "return" || t.credit.kind === "none") return "returned";
  return stateOf(t) === "credited" ? "credited" : null;
}

/** Whether it is credited while its payment was refunded externally or is disputed. */
function isRefundedExternally(t: TopUp): boolean {
  if (stateOf(t) !== "credited" || !t.money) return false;
  return t.money.disputed || t.money.refundedExternallyMinor >= t.money.received.minor;
}

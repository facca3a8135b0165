import { nameOf } from "../../domain/top-up/names.ts";
import type { TopUp } from "../../domain/top-up/state.ts";
import type { Sql } from "./sql.ts";

/** A bucket that we granted, as later sales and grants have to see it. */
export interface IndexedBucket {
  readonly topUpId: string;
  /** Days that count; or days that were given back and never count, whatever is read of them. */
  readonly state: "credited" | "returned";
  readonly bucketId: string;
  /** Unix ms. */
  readonly endAt: number;
  /** Its money is gone or disputed: nothing more is sold until that is settled. */
  readonly salesBlocked: boolean;
}

/**
 * The buckets whose end lies ahead of some moment. Every decision asks for them and few change
 * them, so they are read once and then followed in memory, a copy of what is stored.
 */
export class BucketIndex {
  readonly #sql: Sql;
  #rows: Map<string, IndexedBucket> | null = null;
  /** What had ended by then was not read; Unix ms. */
  #readAt = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** In the order of their top-ups. */
  ahead(now: number): readonly IndexedBucket[] {
    const known = now >= this.#readAt ? this.#rows : null;
    const rows = known ?? this.#read(now);
    return [...rows.values()]
      .filter(({ endAt }) => endAt > now)
      .sort((a, b) => (a.topUpId < b.topUpId ? -1 : 1));
  }

  /** A top-up was saved; null: it has no such bucket (any more). */
  note(topUpId: string, bucket: IndexedBucket | null): void {
    if (bucket) this.#rows?.set(topUpId, bucket);
    else this.#rows?.delete(topUpId);
  }

  /** After a rollback: memory must not know more than is stored. */
  forget(): void {
    this.#rows = null;
  }

  #read(now: number): ReadonlyMap<string, IndexedBucket> {
    const rows = this.#sql.all(
      `SELECT id, bucket_state, bucket_id, end_at, sales_blocked FROM top_up
       WHERE bucket_state IS NOT NULL AND end_at > ?`,
      now,
    );
    this.#readAt = now;
    this.#rows = new Map(
      rows.map((row) => [
        String(row.id),
        {
          topUpId: String(row.id),
          state: row.bucket_state === "credited" ? "credited" : "returned",
          bucketId: String(row.bucket_id),
          endAt: Number(row.end_at),
          salesBlocked: row.sales_blocked === 1,
        },
      ]),
    );
    return this.#rows;
  }
}

/** For the next grant: what counts as ours, and what must never count. */
export function indexedBucketOf(t: TopUp): IndexedBucket | null {
  const { grant } = t.credit;
  const state = bucketStateOf(t);
  if (!grant || state === null) return null;
  const { bucketId, endAt } = grant;
  const salesBlocked = isRefundedExternally(t);
  return { topUpId: t.request.topUpId, state, bucketId, endAt, salesBlocked };
}

function bucketStateOf(t: TopUp): IndexedBucket["state"] | null {
  // Driven again after a withdrawal: its old bucket never counts, whatever is read of it late.
  if (t.decision === "return" || t.credit.kind === "none") return "returned";
  return nameOf(t) === "credited" ? "credited" : null;
}

/** Delivered, and its money is gone or disputed. */
function isRefundedExternally(t: TopUp): boolean {
  if (nameOf(t) !== "credited" || !t.money) return false;
  return t.money.disputed || t.money.refundedExternallyMinor >= t.money.received.minor;
}

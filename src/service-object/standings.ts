import { nameOf } from "../domain/top-up/names.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import type { Sql } from "./sql.ts";

/** A bucket that we granted, as later sales and grants have to see it. */
export interface BucketStanding {
  readonly topUpId: string;
  /** Days that count; or days that were given back and never count, whatever is read of them. */
  readonly standing: "credited" | "returned";
  readonly bucketId: string;
  /** Unix ms. */
  readonly endAt: number;
  /** Its money is gone or disputed: nothing more is sold until that is settled. */
  readonly onHold: boolean;
}

/**
 * The buckets whose end lies ahead of some moment. Every decision asks for them and few change
 * them, so they are read once and then followed in memory, a copy of what is stored.
 */
export class Standings {
  readonly #sql: Sql;
  #rows: Map<string, BucketStanding> | null = null;
  /** What had ended by then was not read; Unix ms. */
  #readAt = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** In the order of their top-ups. */
  ahead(now: number): readonly BucketStanding[] {
    const known = now >= this.#readAt ? this.#rows : null;
    const rows = known ?? this.#read(now);
    return [...rows.values()]
      .filter(({ endAt }) => endAt > now)
      .sort((a, b) => (a.topUpId < b.topUpId ? -1 : 1));
  }

  /** A top-up was saved; null: it has no such bucket (any more). */
  note(topUpId: string, standing: BucketStanding | null): void {
    if (standing) this.#rows?.set(topUpId, standing);
    else this.#rows?.delete(topUpId);
  }

  /** After a rollback: memory must not know more than is stored. */
  forget(): void {
    this.#rows = null;
  }

  #read(now: number): ReadonlyMap<string, BucketStanding> {
    const rows = this.#sql.all(
      `SELECT id, standing, bucket_id, end_at, on_hold FROM top_up
       WHERE standing IS NOT NULL AND end_at > ?`,
      now,
    );
    this.#readAt = now;
    this.#rows = new Map(
      rows.map((row) => [
        String(row.id),
        {
          topUpId: String(row.id),
          standing: row.standing === "credited" ? "credited" : "returned",
          bucketId: String(row.bucket_id),
          endAt: Number(row.end_at),
          onHold: row.on_hold === 1,
        },
      ]),
    );
    return this.#rows;
  }
}

/** For the next grant: what counts as ours, and what must never count. */
export function standingOf(t: TopUp): BucketStanding | null {
  const { grant } = t.credit;
  const standing = kindOf(t);
  if (!grant || standing === null) return null;
  const { bucketId, endAt } = grant;
  const onHold = paidBackElsewhere(t);
  return { topUpId: t.request.topUpId, standing, bucketId, endAt, onHold };
}

function kindOf(t: TopUp): BucketStanding["standing"] | null {
  // Driven again after a withdrawal: its old bucket never counts, whatever is read of it late.
  if (t.decision === "return" || t.credit.kind === "none") return "returned";
  return nameOf(t) === "credited" ? "credited" : null;
}

/** Delivered, and its money is gone or disputed. */
function paidBackElsewhere(t: TopUp): boolean {
  if (nameOf(t) !== "credited" || !t.money) return false;
  return t.money.disputed || t.money.returnedOutsideMinor >= t.money.received.minor;
}

import { type BucketId, type TopUpId, toBucketId, toId } from "../../domain/base/ids.ts";
import type { OfferKind } from "../../domain/base/offer-kind.ts";
import { DAY_MS } from "../../domain/base/time.ts";
import { stateOf } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { Sql, SqlValue } from "../storage/sql.ts";

/**
 * `credited`: it counts for later sales and grants. `returned`: it never counts, whatever a reading
 * shows of it: its top-up is returned, or has a later generation. `granted`: nothing of both yet.
 */
export type BucketState = "granted" | "credited" | "returned";

/** A bucket that this object granted: one generation of a top-up. */
export interface IndexedBucket {
  readonly bucketId: BucketId;
  readonly topUpId: TopUpId;
  readonly generation: number;
  /** Of what was bought: credits of one kind never count for another. */
  readonly kind: string;
  readonly state: BucketState;
  /** Unix ms. */
  readonly endAt: number;
}

/** A row of each generation of a top-up until its end; the newest state rewrites them. */
export const BUCKET_TABLE = `CREATE TABLE bucket (
  id TEXT PRIMARY KEY,
  top_up_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('granted', 'credited', 'returned')),
  end_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

/** A bucket is dropped so long after its end, so that a clock that was set back misses none. */
const KEPT_AFTER_END_MS = DAY_MS;

/**
 * The buckets whose end lies ahead, or not far behind. Every decision asks for them and few
 * decisions change them, so they are read once and then kept in memory, as a copy of what is stored
 * (decision 17). One that has ended counts for nothing any more, so its row goes.
 */
export class BucketIndex {
  readonly #sql: Sql;
  #rows: Map<BucketId, IndexedBucket> | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Buckets that end after `now` (Unix ms), in the order of their ids. */
  ahead(now: number): readonly IndexedBucket[] {
    return [...this.#inMemory().values()]
      .filter(({ endAt }) => endAt > now)
      .sort((a, b) => (a.bucketId < b.bucketId ? -1 : 1));
  }

  /** A top-up was saved: its rows are those of its state; what is stored already is not written. */
  save(t: TopUp, now: number): void {
    const rows = this.#inMemory();
    const isPast = ({ endAt }: IndexedBucket) => endAt <= now - KEPT_AFTER_END_MS;
    const buckets = bucketsOf(t).filter((bucket) => !isPast(bucket));
    const ids = new Set(buckets.map(({ bucketId }) => bucketId));
    for (const bucket of [...rows.values()]) {
      const isGone = bucket.topUpId === t.request.topUpId && !ids.has(bucket.bucketId);
      if (isGone || isPast(bucket)) this.#delete(bucket.bucketId);
    }
    for (const bucket of buckets) {
      const known = rows.get(bucket.bucketId);
      if (known && isSame(known, bucket)) continue;
      this.#write(bucket);
      rows.set(bucket.bucketId, bucket);
    }
  }

  /** After a rollback: memory must hold what is stored and nothing else. */
  forget(): void {
    this.#rows = null;
  }

  #delete(bucketId: BucketId): void {
    this.#sql.all("DELETE FROM bucket WHERE id = ?", bucketId);
    this.#rows?.delete(bucketId);
  }
  #write({ bucketId, topUpId, generation, kind, state, endAt }: IndexedBucket): void {
    this.#sql.all(
      `INSERT INTO bucket (id, top_up_id, generation, kind, state, end_at)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, end_at = excluded.end_at`,
      bucketId,
      topUpId,
      generation,
      kind,
      state,
      endAt,
    );
  }

  #inMemory(): Map<BucketId, IndexedBucket> {
    this.#rows ??= new Map(
      this.#sql
        .all("SELECT id, top_up_id, generation, kind, state, end_at FROM bucket")
        .map(bucketOf)
        .map((bucket) => [bucket.bucketId, bucket]),
    );
    return this.#rows;
  }
}

const isSame = (a: IndexedBucket, b: IndexedBucket): boolean =>
  a.state === b.state && a.endAt === b.endAt;

function bucketOf(row: Readonly<Record<string, SqlValue>>): IndexedBucket {
  return {
    bucketId: toBucketId(String(row.id)),
    topUpId: toId("top", String(row.top_up_id)),
    generation: Number(row.generation),
    kind: String(row.kind),
    state: row.state === "granted" || row.state === "credited" ? row.state : "returned",
    endAt: Number(row.end_at),
  };
}

/** The latest end among credited buckets of this kind; Unix ms; null: there is none. */
export const lastCreditedEnd = (
  buckets: readonly IndexedBucket[],
  kind: OfferKind,
): number | null =>
  buckets.reduce<number | null>(
    (latest, one) =>
      one.state === "credited" && one.kind === kind ? Math.max(latest ?? 0, one.endAt) : latest,
    null,
  );

/** The buckets of a top-up, one per generation, as later sales and grants have to count them. */
export function bucketsOf(t: TopUp): readonly IndexedBucket[] {
  const { grant, generation, superseded } = t.credit;
  const { topUpId, offer } = t.request;
  const common = { topUpId, kind: offer.kind };
  const old = superseded.map(
    (bucket): IndexedBucket => ({ ...bucket, ...common, state: "returned" }),
  );
  if (!grant) return old;
  const { bucketId, endAt } = grant;
  return [...old, { ...common, bucketId, generation, endAt, state: bucketStateOf(t) }];
}

function bucketStateOf(t: TopUp): BucketState {
  // A top-up that was redriven after its credit was revoked: its old bucket never counts.
  if (t.decision === "return" || t.credit.kind === "none") return "returned";
  return stateOf(t) === "credited" ? "credited" : "granted";
}

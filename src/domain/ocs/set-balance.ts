/**
 * The two bodies we ever send to the OCS, as text, built once at the grant and then frozen.
 *
 * Source: CGRateS `APIerSv1.SetBalance`, tried on running engines (test/fixtures/cgrates, cases
 * 19, 22, 45). It finds a live bucket by type and `ID` and writes only the fields it carries:
 * - the credit carries no `Disabled`, so a late duplicate never undoes a tombstone;
 * - the tombstone carries no value, so it leaves what was used as it is;
 * - no `Cdrlog`: without a CDR connection it makes the whole call fail.
 * Keys inside `Balance` are case-sensitive, and an unknown one is ignored without a word.
 */
interface BucketAddress {
  readonly tenant: string;
  readonly account: string;
  /** `*data`, `*monetary`, … */
  readonly balanceType: string;
  /** Ours: `top_…`; doubles as JSON-RPC id. */
  readonly bucketId: string;
  /** The frozen end. Unix milliseconds, whole seconds. */
  readonly endAt: number;
}

export interface CreditBucket extends BucketAddress {
  /** Above 0: a 0 means "leave it" to the engine, and a negative one loses its sign. */
  readonly value: number;
  readonly weight: number;
  /** `*zero1048576ns` and the like; null: the engine's own. */
  readonly ratingSubject: string | null;
}
export type TombstoneBucket = BucketAddress;

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** The credit. Throws `RangeError` for input that the engine would misread (a mistake of ours). */
export function setBalanceBody(bucket: CreditBucket): string {
  if (!(Number.isFinite(bucket.value) && bucket.value > 0)) {
    throw new RangeError(`bucket value must be above 0: ${bucket.value}`);
  }
  if (!Number.isFinite(bucket.weight)) throw new RangeError(`bucket weight: ${bucket.weight}`);
  const subject = bucket.ratingSubject === null ? {} : { RatingSubject: bucket.ratingSubject };
  return request(
    bucket,
    { Value: bucket.value },
    { ExpiryTime: expiryTime(bucket.endAt), Weight: bucket.weight, ...subject },
  );
}

/**
 * The withdrawal of days: disables the bucket, or makes an inert placeholder where it never came.
 * With the same expiry, so that a late credit and this one end together. It does not hold for
 * money. Throws `RangeError` like `setBalanceBody`.
 */
export function tombstoneBody(bucket: TombstoneBucket): string {
  return request(bucket, {}, { ExpiryTime: expiryTime(bucket.endAt), Disabled: true });
}

function request(
  bucket: BucketAddress,
  top: Readonly<Record<string, unknown>>,
  balance: Readonly<Record<string, unknown>>,
): string {
  const { tenant, account, balanceType, bucketId } = bucket;
  if ([tenant, account, balanceType, bucketId].includes("")) {
    throw new RangeError("tenant, account, balance type and bucket id must not be empty");
  }
  // `*default` and its like mean something else to the engine.
  if (bucketId.startsWith("*")) throw new RangeError(`bucket id is reserved: ${bucketId}`);
  const params = [
    {
      Tenant: tenant,
      Account: account,
      BalanceType: balanceType,
      ...top,
      Balance: { ID: bucketId, ...balance },
    },
  ];
  return JSON.stringify({ id: bucketId, method: "APIerSv1.SetBalance", params });
}

/**
 * `YYYY-MM-DDTHH:MM:SSZ`: the one form that every engine reads as the same instant. Whole seconds,
 * because databases keep different fractions; never relative, since a repeat would move it.
 */
function expiryTime(endAt: number): string {
  if (!(endAt > 0 && endAt % 1000 === 0 && endAt <= LAST_INSTANT)) {
    throw new RangeError(`bucket end must be whole seconds: ${endAt}`);
  }
  return new Date(endAt).toISOString().replace(".000Z", "Z");
}

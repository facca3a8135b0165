/**
 * The two writes that the OCS gets, as text: method and params, which a grant freezes. The envelope
 * with its id is put around them for each call (json-rpc.ts).
 *
 * Source: CGRateS `APIerSv1.SetBalance`, tried on running engines (test/fixtures/cgrates, cases
 * 19, 22, 45). It finds a live bucket by type and `ID` and writes only the fields it carries:
 * - the credit carries no `Disabled`, so a late duplicate never enables a tombstone again;
 * - the tombstone carries no value, so it leaves what was used as it is;
 * - no `Cdrlog`: without a CDR connection it makes the whole call fail.
 * Keys inside `Balance` are case-sensitive, and the OCS ignores an unknown one silently.
 */
import type { BucketId } from "../../domain/base/ids.ts";
import { callText } from "./json-rpc.ts";

interface BucketAddress {
  readonly tenant: string;
  readonly account: string;
  /** `*data`, `*monetary`, … */
  readonly balanceType: string;
  /** Ours, `top_…`. */
  readonly bucketId: BucketId;
  /** The frozen end. Unix milliseconds, whole seconds. */
  readonly endAt: number;
}

export interface CreditBucket extends BucketAddress {
  /** Above 0: to the engine 0 means "leave it", and a negative value loses its sign. */
  readonly value: number;
  readonly weight: number;
  /** For example `*zero1048576ns`; null: the engine's default. */
  readonly ratingSubject: string | null;
}
export type TombstoneBucket = BucketAddress;

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** The body of the credit. Throws `RangeError` for input that the engine would misread. */
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
 * The body that revokes a credit of days: it disables the bucket, or creates a disabled one where
 * the credit never arrived. It has the same expiry, so that it and a late credit end together. A
 * credit of money cannot be revoked like this. Throws `RangeError` like `setBalanceBody`.
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
  // Ids like `*default` have a meaning of their own to the engine.
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
  return callText("APIerSv1.SetBalance", params);
}

/**
 * `YYYY-MM-DDTHH:MM:SSZ`: the only form that every engine reads as the same instant. Whole seconds,
 * because databases store different fractions; never relative, because a repeat would move it.
 */
function expiryTime(endAt: number): string {
  if (!(endAt > 0 && endAt % 1000 === 0 && endAt <= LAST_INSTANT)) {
    throw new RangeError(`bucket end must be whole seconds: ${endAt}`);
  }
  return new Date(endAt).toISOString().replace(".000Z", "Z");
}

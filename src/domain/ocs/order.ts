/**
 * What the OCS shall be told about one bucket of ours, in no vendor's words. The adapter of the
 * engine renders it; a grant freezes what it rendered, and no later code changes those bytes.
 */
import type { BucketId } from "../base/ids.ts";
import type { OfferKind } from "../base/offer-kind.ts";
import type { AccountRef } from "./account-ref.ts";

/** What only an engine's adapter understands, by names that only it knows. */
export type EngineSettings = Readonly<Record<string, string>>;

interface BucketOrder {
  readonly account: AccountRef;
  /** A kind that is spent while it is retried needs other calls than one that is not. */
  readonly kind: OfferKind;
  readonly bucketId: BucketId;
  /** What the bucket holds, in the engine's word. */
  readonly type: string;
  /** The frozen end; Unix ms, whole seconds. */
  readonly endAt: number;
  readonly settings: EngineSettings;
}

/** The bucket is there afterwards, once, however often the order arrives. */
export interface CreditOrder extends BucketOrder {
  readonly act: "credit";
  /** How much the bucket holds, in the engine's unit of the type. */
  readonly value: number;
  /** Which bucket of an account is used first: the heavier one. */
  readonly weight: number;
}

/**
 * The bucket is shown as `disabled` afterwards, and a late duplicate of the credit does not enable
 * it. Where the credit never arrived, its bucket is disabled before it comes.
 */
export interface RevokeOrder extends BucketOrder {
  readonly act: "revoke";
}

export type OcsOrder = CreditOrder | RevokeOrder;

/**
 * The bytes of an order. `cannot`: no engine has this name, or it would misread the order; `why`
 * is for on-call. Rendering never throws and asks nothing of the world.
 */
export type Encoded =
  | { readonly kind: "body"; readonly body: string }
  | { readonly kind: "cannot"; readonly why: string };
export type Encode = (order: OcsOrder) => Encoded;

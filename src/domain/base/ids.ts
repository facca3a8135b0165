/**
 * An id is a prefix and 26 characters of Crockford's base 32: 48 bits of time, 80 of randomness.
 * The caller brings time and randomness; this file only spells them.
 */
export type IdPrefix =
  | "svc"
  | "top"
  | "att"
  | "rfd"
  | "off"
  | "cus"
  | "pay"
  | "lnk"
  | "ses"
  | "key"
  | "whe"
  | "evt";

/**
 * Ids are branded by their prefix: the compiler takes no service's id for a top-up's and no plain
 * string for either. A text becomes an id by `isId`, `hasPrefix` or `toId`, never by a cast.
 */
export type Id<P extends string> = `${P}_${string}`;
export type ServiceId = Id<"svc">;
export type TopUpId = Id<"top">;
export type AttemptId = Id<"att">;
export type RefundId = Id<"rfd">;
export type CustomerId = Id<"cus">;
/** The payer of one top-up: what logs and messages say instead of a name (decision 23). */
export type PayerId = Id<"pay">;
export type LinkId = Id<"lnk">;
export type SessionId = Id<"ses">;
export type OperatorKeyId = Id<"key">;
/** An endpoint that webhooks of this deployment go to. */
export type EndpointId = Id<"whe">;
/** An event that goes out as webhooks; every delivery of it, first or repeated, has this id. */
export type OutgoingEventId = Id<"evt">;
/** A request for another operator's approval. */
export type ApprovalId = Id<"apr">;
/**
 * A bucket of ours at the OCS: the id of its top-up, then `top_x.2`, `top_x.3` … A brand keeps the
 * first one's id apart from the id of its top-up.
 */
export type BucketId = string & { readonly [bucketBrand]: true };
declare const bucketBrand: unique symbol;
/**
 * An offer. Operators name the rows of their offers as they like, so it has no prefix that could be
 * checked; a brand keeps it apart from other texts.
 */
export type OfferId = string & { readonly [offerBrand]: true };
declare const offerBrand: unique symbol;
/** Stripe's id of a payment intent. */
export type IntentId = Id<"pi">;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Spells an id. `nowMs`: Unix ms; `random`: 16 numbers from 0 to 31. */
export function spellId<P extends IdPrefix>(
  prefix: P,
  nowMs: number,
  random: readonly number[],
): Id<P> {
  let time = "";
  let rest = nowMs;
  for (let i = 0; i < 10; i++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${time}${random.map((n) => ALPHABET.charAt(n)).join("")}`;
}

/** The least id that is made at this instant (Unix ms): ids are in the order of their times. */
export const firstIdAt = <P extends IdPrefix>(prefix: P, at: number): Id<P> =>
  spellId(prefix, Math.max(0, at), new Array<number>(16).fill(0));

/** The pattern of an id with this prefix; the zod schemas of the routes check it. */
export function idPattern(prefix: IdPrefix): RegExp {
  return new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`);
}

/** Whether a text from outside is an id in its full form. */
export function isId<P extends IdPrefix>(prefix: P, text: unknown): text is Id<P> {
  return typeof text === "string" && idPattern(prefix).test(text);
}
/** Whether a text begins like an id of this kind. For signed tokens, Stripe and its metadata. */
export function hasPrefix<P extends string>(prefix: P, text: unknown): text is Id<P> {
  return typeof text === "string" && text.startsWith(`${prefix}_`);
}
/**
 * The id that our own storage or Stripe holds as a text. Throws when it has another prefix; the
 * rest is not checked.
 */
export function toId<P extends string>(prefix: P, text: string): Id<P> {
  if (!hasPrefix(prefix, text)) throw new Error(`not an id that begins with ${prefix}_: ${text}`);
  return text;
}

/** Whether a value from outside may be the id of an offer: any text may. */
export function isOfferId(value: unknown): value is OfferId {
  return typeof value === "string";
}
/** A text as the id of an offer; the register says whether there is such an offer. */
export function toOfferId(text: string): OfferId {
  if (!isOfferId(text)) throw new Error("not a text");
  return text;
}

/** The nth attempt of a top-up. Such an id needs no randomness: a crash cannot lose it. */
export function attemptId(topUpId: TopUpId, n: number): AttemptId {
  return `att_${topUpId.slice(4)}_${n}`;
}
/** The payer of a top-up. Such an id needs no randomness: a crash cannot lose it. */
export function payerId(topUpId: TopUpId): PayerId {
  return `pay_${topUpId.slice(4)}`;
}
/** The nth refund row of a top-up. */
export function refundId(topUpId: TopUpId, n: number): RefundId {
  return `rfd_${topUpId.slice(4)}_${n}`;
}
/** The nth request for approval of a top-up; `topUpOfApproval` leads back. */
export function approvalId(topUpId: TopUpId, n: number): ApprovalId {
  return `apr_${topUpId.slice(4)}_${n}`;
}
/** The top-up that a request for approval is about; null: the text is no id of such a request. */
export function topUpOfApproval(text: string): TopUpId | null {
  const [, characters] = /^apr_([0-9a-hjkmnp-tv-z]{26})_[1-9]\d{0,5}$/.exec(text) ?? [];
  return characters === undefined ? null : `top_${characters}`;
}
/** The OCS bucket of one generation: `top_x`, then `top_x.2`, `top_x.3` … */
export function bucketId(topUpId: TopUpId, generation: number): BucketId {
  return toBucketId(generation === 1 ? topUpId : `${topUpId}.${generation}`);
}
/** The id of a bucket that our own storage holds as a text. Throws when it is no bucket of ours. */
export function toBucketId(text: string): BucketId {
  if (!isBucketId(text)) throw new Error(`not the id of a bucket of ours: ${text}`);
  return text;
}
const isBucketId = (text: string): text is BucketId => text.startsWith("top_");
/** Whether an OCS bucket is ours, of any top-up. */
export function isOurBucket(id: string): id is BucketId {
  return /^top_[0-9a-z]{26}(\.\d+)?$/.test(id);
}

/**
 * A number that people and legacy callers quote (provision_id, invoice_id, TXN-…): the ordinal of
 * the service × 1,000,000 + n. The object makes it, so a payment can be answered without D1.
 * Throws when the service has used its 999,999 numbers.
 */
export function referenceNumber(serviceOrdinal: number, n: number): number {
  if (n < 1 || n > 999_999) {
    throw new Error(`service ${serviceOrdinal} has used up its reference numbers`);
  }
  return serviceOrdinal * 1_000_000 + n;
}
/** A reference number as customers and the older system read it. */
export function transactionId(reference: number): string {
  return `TXN-${reference}`;
}

/**
 * Ids are a prefix and 26 characters of Crockford's base 32: 48 bits of time, 80 of randomness.
 * Time and randomness come from outside; this file only spells them.
 */
export type IdPrefix = "svc" | "top" | "att" | "rfd" | "off" | "cus" | "lnk" | "ses";
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Spells an id. `random` must hold 16 numbers from 0 to 31. */
export function spellId(prefix: IdPrefix, nowMs: number, random: readonly number[]): string {
  let time = "";
  let rest = nowMs;
  for (let i = 0; i < 10; i++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${time}${random.map((n) => ALPHABET.charAt(n)).join("")}`;
}

/** The pattern of an id with this prefix; also what zod checks at the doors. */
export function idPattern(prefix: IdPrefix): RegExp {
  return new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`);
}

/** Ids that follow from another one need no randomness and can be recomputed after a crash. */
export function attemptId(topUpId: string, n: number): string {
  return `att_${topUpId.slice(4)}_${n}`;
}
export function refundId(topUpId: string, n: number): string {
  return `rfd_${topUpId.slice(4)}_${n}`;
}
/** The OCS bucket of one generation: `top_x`, then `top_x.2`, `top_x.3` … */
export function bucketId(topUpId: string, generation: number): string {
  return generation === 1 ? topUpId : `${topUpId}.${generation}`;
}
/** Whether an OCS bucket is one of ours, whatever top-up it belongs to. */
export function isOurBucket(id: string): boolean {
  return /^top_[0-9a-z]{26}(\.\d+)?$/.test(id);
}

/**
 * Numbers people and older systems quote (provision_id, invoice_id, TXN-…): the ordinal of the
 * service × 1,000,000 + n. Minted in the object, so D1 is not needed to answer a payment.
 */
export function referenceNumber(serviceOrdinal: number, n: number): number {
  if (n < 1 || n > 999_999) throw new Error(`service ${serviceOrdinal} has used up its handles`);
  return serviceOrdinal * 1_000_000 + n;
}
export function transactionId(h: number): string {
  return `TXN-${h}`;
}

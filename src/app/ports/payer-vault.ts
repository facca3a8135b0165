import type { PayerId } from "../../domain/base/ids.ts";

/** What a payer types, for receipt and invoice. */
export interface PayerDetails {
  readonly firstName: string;
  readonly lastName: string;
  /** Empty: none was given, so no notice is sent. */
  readonly email: string;
  /** BCP 47, the language of notices. */
  readonly locale: string;
}

/** Everything personal about the payer of one top-up: exactly this is sealed. */
export interface PayerBlock extends PayerDetails {
  readonly brand: string;
  /** The address that the request came from, as evidence; null: not known. */
  readonly ip: string | null;
}

/** A payer as storage and messages hold it: unreadable without the keys of the vault. */
export interface SealedPayer {
  readonly payerId: PayerId;
  /**
   * Says that two payers of one brand have the same email, and nothing else: an HMAC under a secret
   * key. Null: the payer gave no email.
   */
  readonly payerKey: string | null;
  /** The block, encrypted for this payer id. */
  readonly sealed: string;
  /**
   * Hash of brand, name and email with a salt that lies in the block: what an invoice keeps of its
   * buyer. Without the block it says nothing.
   */
  readonly buyerHash: string;
}

export interface OpenedPayer extends PayerBlock {
  readonly salt: string;
}

/** Seals and opens payers. Keys are secrets in a ring: the first seals, all of them open. */
export interface PayerVault {
  seal(payerId: PayerId, block: PayerBlock): Promise<SealedPayer>;
  /** Throws `SealFault` when no key of the ring fits, or when the block is another payer's. */
  open(payer: Pick<SealedPayer, "payerId" | "sealed">): Promise<OpenedPayer>;
  /** The same payer under the newest keys; null: it is under them already. Throws as `open`. */
  reseal(payer: SealedPayer): Promise<SealedPayer | null>;
  /** The payer key of a brand and an email under every secret, the newest first. */
  keysOf(brand: string, email: string): Promise<readonly [string, ...string[]]>;
  /**
   * The key of a card under every secret, the newest first: an HMAC of Stripe's fingerprint, which
   * is the same for all payments with this card. The same for all brands of the deployment.
   */
  cardKeysOf(fingerprint: string): Promise<readonly [string, ...string[]]>;
  /** A short text that stands for an address where addresses are counted. */
  fingerprint(text: string): Promise<string>;
}

/** A sealed payer cannot be opened. The message names the key, never a person. */
export class SealFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "SealFault";
  }
}

/**
 * Seals secrets that D1 keeps, under the newest key of SEAL_KEYS. Each is bound to its subject, so
 * that a row copied to another one opens nothing.
 */
export interface SecretVault {
  seal(subject: string, secret: string): Promise<string>;
  /** Throws `SealFault` where no key opens it. */
  open(subject: string, sealed: string): Promise<string>;
  /** Whether an older key than the newest sealed it. */
  isOld(sealed: string): boolean;
}

export type Purpose = "link" | "service" | "quote";

/** Signed tokens: base64url payload and HMAC, one derived key per purpose. */
export interface Signer {
  sign(purpose: Purpose, payload: Readonly<Record<string, unknown>>): Promise<string>;
  /**
   * The payload when the signature is right, else null. The signer does not look at `exp`: the
   * caller checks whether a token has expired.
   */
  verify(purpose: Purpose, token: string): Promise<Readonly<Record<string, unknown>> | null>;
}

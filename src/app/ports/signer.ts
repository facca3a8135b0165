export type Purpose = "link" | "service" | "quote" | "session";

/**
 * Signed tokens: base64url payload and HMAC, one derived key per purpose. The newest secret signs;
 * while the secrets are changed, tokens of the one before are valid too.
 */
export interface Signer {
  sign(purpose: Purpose, payload: Readonly<Record<string, unknown>>): Promise<string>;
  /**
   * The payload when the signature is right, else null. The signer does not look at `exp`: the
   * caller checks whether a token has expired.
   */
  verify(purpose: Purpose, token: string): Promise<Readonly<Record<string, unknown>> | null>;
  /** 32 bytes that follow from a text, and that only the holder of the newest secret can make. */
  digest(purpose: "derived", text: string): Promise<Uint8Array>;
}

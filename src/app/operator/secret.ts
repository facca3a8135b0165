/** Secrets of operator tokens: made, hashed and compared. */
import { sha256Hex } from "../base/sha256-hex.ts";

/** 256 random bits as base64url, 43 characters. */
export function freshSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/**
 * SHA-256 as 64 hex digits. A secret of 256 random bits cannot be guessed, so it needs no slow hash
 * and no salt.
 */
export const hashOf = (secret: string): Promise<string> => sha256Hex(secret);

/** Compares two hashes; the time it takes shows nothing about where they differ. */
export function isSameHash(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** Signatures without cryptography, and hashes without threads, so that runs can be repeated. */
import { createHash } from "node:crypto";
import type { Signer } from "../../../src/app/ports/signer.ts";

export const signer: Signer = {
  sign: async (purpose, payload) => `${purpose}:${JSON.stringify(payload)}`,
  verify: async (purpose, token) =>
    token.startsWith(`${purpose}:`)
      ? (JSON.parse(token.slice(purpose.length + 1)) as Record<string, unknown>)
      : null,
  digest: async (purpose, text) =>
    createHash("sha256").update(`of the simulation ${purpose} ${text}`).digest(),
};

/**
 * Replaces the platform's digest, which runs on another thread and ends at no fixed moment. Returns
 * what puts it back.
 */
export function hashAtOnce(): () => void {
  const digest = async (_algorithm: string, data: Uint8Array) => {
    const bytes = createHash("sha256").update(data).digest();
    return new Uint8Array(bytes).buffer;
  };
  Object.defineProperty(crypto.subtle, "digest", { value: digest, configurable: true });
  // The platform's own lies on the prototype.
  return () => void Reflect.deleteProperty(crypto.subtle, "digest");
}

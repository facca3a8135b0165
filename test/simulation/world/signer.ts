/** Signatures that any test could forge, and none does. Synchronous, so that runs repeat. */
import { createHash } from "node:crypto";
import type { Signer } from "../../../src/app/ports/signer.ts";

export const signer: Signer = {
  sign: async (purpose, payload) => `${purpose}:${JSON.stringify(payload)}`,
  verify: async (purpose, token) =>
    token.startsWith(`${purpose}:`)
      ? (JSON.parse(token.slice(purpose.length + 1)) as Record<string, unknown>)
      : null,
};

/** The platform hashes on another thread, and when it is done depends on the machine. */
export function hashAtOnce(): void {
  const digest = async (_algorithm: string, data: Uint8Array) => {
    const bytes = createHash("sha256").update(data).digest();
    return new Uint8Array(bytes).buffer;
  };
  Object.defineProperty(crypto.subtle, "digest", { value: digest });
}

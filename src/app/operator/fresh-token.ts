import type { OperatorKey } from "../../domain/operator/operator-key.ts";
import { spellToken } from "../../domain/operator/token.ts";
import type { StoredKey } from "../ports/operator-keys.ts";
import { freshSecret, hashOf } from "./secret.ts";

/** A key that was just made; the token is told once and cannot be read again. */
export interface MadeKey {
  readonly key: OperatorKey;
  readonly token: string;
}

/** A token for a new key, and the row that knows only the hash of its secret. */
export async function freshToken(
  key: OperatorKey,
): Promise<{ readonly token: string; readonly stored: StoredKey }> {
  const secret = freshSecret();
  return {
    token: spellToken(key.id, secret),
    stored: { ...key, secretHash: await hashOf(secret) },
  };
}

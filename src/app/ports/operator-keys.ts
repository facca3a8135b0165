import type { OperatorKeyId } from "../../domain/base/ids.ts";
import type { OperatorKey } from "../../domain/operator/operator-key.ts";

/** A key with the SHA-256 of its secret, as 64 lower-case hex digits. The secret is not stored. */
export interface StoredKey extends OperatorKey {
  readonly secretHash: string;
}

/**
 * The keys of people and machines. A row that breaks the rules of a key is left out and logged, so
 * it opens nothing. Methods throw when D1 does not answer. Instants: Unix ms.
 */
export interface OperatorKeys {
  byId(keyId: OperatorKeyId): Promise<StoredKey | null>;
  /** Also those that have ended, oldest first. */
  all(): Promise<readonly OperatorKey[]>;
  add(key: StoredKey): Promise<void>;
  /** Adds the key unless a person's administrator key is live at `now`; false: one is. */
  addFirstAdministrator(key: StoredKey, now: number): Promise<boolean>;
  /**
   * Adds `key` in the place of `keyId`, which ends at `retiresAt`, or earlier if that was said
   * before. A key that took its place before and was never used is revoked at `now`. False: `keyId`
   * is not live any more, perhaps revoked a moment ago, and nothing was written.
   */
  replace(
    keyId: OperatorKeyId,
    at: { readonly now: number; readonly retiresAt: number },
    key: StoredKey,
  ): Promise<boolean>;
  /**
   * Revokes the key and all that took its place, so that a thief who rotated it is out as well.
   * Returns those that were not revoked before; the first revocation of a key stays.
   */
  revoke(keyId: OperatorKeyId, at: number): Promise<readonly OperatorKeyId[]>;
  /**
   * Writes when the key was used last, to the minute and as best it can: no answer waits for it,
   * and it throws nothing.
   */
  noteUsed(key: Pick<OperatorKey, "id" | "lastUsedAt">, at: number): void;
}

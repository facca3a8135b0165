import type { OperatorKeys, StoredKey } from "../../src/app/ports/operator-keys.ts";
import type { OperatorKeyId } from "../../src/domain/base/ids.ts";
import { isAdministrator, isLive } from "../../src/domain/operator/operator-key.ts";
import { OPERATORS } from "../fixtures/operators.ts";

/** The keys of one deployment, in memory; the staff of the cast have theirs. */
export class FakeOperatorKeys implements OperatorKeys {
  readonly rows = new Map<OperatorKeyId, StoredKey>(
    Object.values(OPERATORS).map(({ key }) => [key.id, key]),
  );
  down = false;
  /** What happens between reading a key and replacing it. */
  beforeReplace = async (): Promise<void> => {};

  async byId(keyId: OperatorKeyId) {
    if (this.down) throw new Error("D1 is down");
    return this.rows.get(keyId) ?? null;
  }
  async all() {
    return [...this.rows.values()].map(({ secretHash: _, ...key }) => key);
  }
  async add(key: StoredKey) {
    this.rows.set(key.id, key);
  }
  async addFirstAdministrator(key: StoredKey, now: number) {
    const found = [...this.rows.values()].some((one) => isAdministrator(one) && isLive(one, now));
    if (!found) this.rows.set(key.id, key);
    return !found;
  }
  async replace(keyId: OperatorKeyId, at: { now: number; retiresAt: number }, key: StoredKey) {
    await this.beforeReplace();
    const old = this.rows.get(keyId);
    if (!old || !isLive(old, at.now)) return false;
    for (const { id, rotatedFrom, lastUsedAt } of this.rows.values()) {
      if (rotatedFrom === keyId && lastUsedAt === null) await this.revoke(id, at.now);
    }
    const before = this.rows.get(keyId)?.retiresAt ?? at.retiresAt;
    this.change(keyId, { retiresAt: Math.min(before, at.retiresAt) });
    this.rows.set(key.id, key);
    return true;
  }
  async revoke(keyId: OperatorKeyId, at: number): Promise<OperatorKeyId[]> {
    const open = this.rows.get(keyId)?.revokedAt === null ? [keyId] : [];
    for (const id of open) this.change(id, { revokedAt: at });
    const heirs = [...this.rows.values()].filter(({ rotatedFrom }) => rotatedFrom === keyId);
    const theirs = await Promise.all(heirs.map(({ id }) => this.revoke(id, at)));
    return [...open, ...theirs.flat()];
  }
  noteUsed({ id }: Pick<StoredKey, "id">, at: number) {
    this.change(id, { lastUsedAt: at });
  }
  change(keyId: OperatorKeyId, change: Partial<StoredKey>): void {
    const row = this.rows.get(keyId);
    if (row) this.rows.set(keyId, { ...row, ...change });
  }
}

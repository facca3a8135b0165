/** What one program has read of accounts, so that a write after such a reading can be judged. */
import type { AccountRef } from "../../../src/domain/ocs/account-ref.ts";
import type { Reading } from "../../../src/domain/ocs/reading.ts";

export class SeenAccounts {
  readonly #there = new Set<string>();
  readonly #gone = new Set<string>();

  note({ account }: AccountRef, { kind }: Reading): void {
    if (kind === "account") this.#there.add(account);
    if (kind === "no_account") this.#gone.add(account);
  }
  /** Some reading said that there is no such account, and none has shown it. */
  onlyAsGone({ account }: AccountRef): boolean {
    return this.#gone.has(account) && !this.#there.has(account);
  }
}

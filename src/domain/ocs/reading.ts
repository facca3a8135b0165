/** One bucket of an account at the OCS; the adapter translates it into these words. */
export interface Bucket {
  readonly uuid: string;
  readonly id: string;
  /** What it holds, in the engine's word (`*data`): compared, never understood here. */
  readonly type: string;
  readonly value: number;
  /** Unix milliseconds; null: no end. */
  readonly endAt: number | null;
  readonly disabled: boolean;
}

/** What the OCS said about one account, at one time. */
export interface AccountReading {
  readonly kind: "account";
  /** When the answer arrived; Unix milliseconds, our clock. */
  readonly at: number;
  readonly disabled: boolean;
  readonly buckets: readonly Bucket[];
}
/** The OCS answered that it has no such account. */
export interface NoAccount {
  readonly kind: "no_account";
  readonly at: number;
}
/** No usable answer: the OCS is silent or broken, or refuses the read. It proves nothing. */
export interface NoReading {
  readonly kind: "unreadable";
  readonly at: number;
  /** No engine has the name that the account gives: a person must mend it. */
  readonly unknownEngine?: true;
  /** The way to the engine is not open to us, say for a wrong token: a person must mend it. */
  readonly misconfigured?: true;
  /** For on-call: "timeout after 2500 ms", "HTTP 401". Never shown to a customer. */
  readonly why: string;
}
export type Reading = AccountReading | NoAccount | NoReading;

/** What the OCS answered to a write. It proves nothing; only a reading does (invariant 3). */
export interface WriteAnswer {
  /**
   * `refused`: a permanent answer; the same bytes get it every time. `not_now`: an error that may
   * pass, as of an engine that is starting. `unknown`: no answer.
   */
  readonly kind: "answered" | "refused" | "not_now" | "unknown";
  readonly text: string;
}

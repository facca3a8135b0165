/** What the OCS said about one account, in our words (the adapter translates). */
export interface Bucket {
  readonly uuid: string;
  readonly id: string;
  readonly balanceType: string;
  readonly value: number;
  /** Unix milliseconds; null: no end. */
  readonly endAt: number | null;
  readonly disabled: boolean;
}

export interface AccountReading {
  readonly kind: "account";
  /** When the answer arrived; Unix milliseconds, our clock. */
  readonly at: number;
  readonly disabled: boolean;
  readonly buckets: readonly Bucket[];
}
export interface NoAccount {
  readonly kind: "no_account";
  readonly at: number;
}
/** No usable answer: the OCS is silent, broken, or refuses to be read. Nothing follows from it. */
export interface NoReading {
  readonly kind: "unreadable";
  readonly at: number;
  /** For people at night: "timeout after 2500 ms", "HTTP 401". Never shown to a customer. */
  readonly why: string;
}
export type Reading = AccountReading | NoAccount | NoReading;

/** What came back from a write. It proves nothing; only a reading does. */
export interface WriteAnswer {
  /** `refused`: a permanent answer (parse error, missing field, unknown method). */
  readonly kind: "answered" | "refused" | "unknown";
  readonly text: string;
}

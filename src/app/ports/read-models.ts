export interface UnresolvedRow {
  readonly serviceId: string;
  readonly topUpId: string;
  readonly state: string;
  /** Unix ms. */
  readonly since: number;
  readonly findings: readonly string[];
}

/** What D1 knows about top-ups; it may lag behind the objects. Throws when D1 does not answer. */
export interface ReadModels {
  /** Of these intents, those whose top-up has ended according to D1 (for the sweep). */
  endedIntents(intentIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Services with top-ups that D1 believes unfinished, oldest first (for the sweep). */
  unfinishedServices(limit: number): Promise<readonly string[]>;
  /** Services with a credited or refunded top-up whose end lies ahead, by id, page by page. */
  servicesToReconcile(
    now: number,
    afterServiceId: string,
    limit: number,
  ): Promise<readonly string[]>;
  /** Unfinished and parked top-ups and open findings, for `npm run operator`. */
  unresolved(limit: number): Promise<readonly UnresolvedRow[]>;
  /** Every service in the register or with a top-up in D1, by id, page by page. */
  knownServices(afterServiceId: string, limit: number): Promise<readonly string[]>;
  /** The service that a top-up or an intent belongs to; null: D1 knows neither. */
  serviceOf(ref: { topUpId: string } | { intentId: string }): Promise<string | null>;
}

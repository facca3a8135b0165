/** What D1 knows for the alerts. Instants: Unix ms. */
export interface DatabaseFacts {
  /** Of the newest top-ups (two hours, 500 at most): credited, and refunded because of us. */
  readonly credited: number;
  readonly failed: number;
  /** Paid, not ended, and nothing but us to wait for. */
  readonly stuck: number;
  /** Since when the oldest of them is; null: there is none. */
  readonly oldestStuckAt: number | null;
  readonly refundsFailed: number;
  /** Payments of the last hour; counted up to twenty. */
  readonly paidLately: number;
  /** Open findings of the deployment; a kind may be one of a newer release. */
  readonly findings: readonly { readonly kind: string; readonly subject: string }[];
  /** Endpoints of webhooks that were disabled because they failed for days. */
  readonly disabledEndpoints: number;
}

/** Reads a bounded number of rows, by indexes. Throws when D1 does not answer. */
export interface AlertFacts {
  read(now: number): Promise<DatabaseFacts>;
}

/** What came back from an endpoint; its body is not kept. */
export interface PostAnswer {
  /** Null: no answer in time, or no connection. */
  readonly status: number | null;
  /** Of a `Retry-After` in seconds; null: none, or not a number. */
  readonly retryAfterMs: number | null;
}

/**
 * Posts to an address that an operator entered: https, no redirect is followed, a few seconds, a
 * bounded answer. Never throws for a silent receiver: that is an answer too.
 */
export interface WebhookPoster {
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostAnswer>;
}

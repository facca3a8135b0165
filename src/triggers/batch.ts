/** What the platform hands to the consumer of a queue. */
export interface Batch {
  readonly queue: string;
  readonly messages: readonly Message[];
}
export interface Message {
  readonly body: unknown;
  /** Deliveries so far, this one included. */
  readonly attempts: number;
  ack(): void;
  retry(options?: { readonly delaySeconds: number }): void;
}

/** Why this deployment must not take or return money; in words for operators. */
export type DeploymentConflict = string;

export interface DeploymentStanding {
  /** Null: nothing is known to be wrong. */
  readonly conflict: DeploymentConflict | null;
  /**
   * Whether a sale has to read the webhook endpoints at Stripe itself: the sweep never did, as far
   * as is known, and this isolate did not try in the last five minutes.
   */
  readonly isCheckDue: boolean;
}

/**
 * The name of this deployment on its payments, and what the database says of it. The name is fixed:
 * each environment and mode has its own, and the database keeps the one of the first start.
 */
export interface Deployment {
  readonly id: string;
  /** Kept for a minute. Never throws: with D1 silent it is what this isolate read at Stripe. */
  standing(): Promise<DeploymentStanding>;
  /**
   * The addresses of the enabled webhook endpoints at Stripe that claim the id, our own among them.
   * They count in this isolate at once, and in all others when D1 has taken the note, for which it
   * has a second. Never throws.
   */
  recordCheck(claims: readonly string[]): Promise<DeploymentStanding>;
  /** Stripe did not say which endpoints there are: this isolate leaves it alone for a while. */
  checkFailed(): void;
}

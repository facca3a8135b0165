/** Why this deployment must not take or return money; in words for operators. */
export type DeploymentConflict = string;

export interface DeploymentStanding {
  /** Null: nothing is known to be wrong. */
  readonly conflict: DeploymentConflict | null;
  /** When the webhook endpoints at Stripe were read last; Unix ms. Null: never, or not known. */
  readonly checkedAt: number | null;
}

/**
 * The name of this deployment on its payments, and what the database says of it. The name is fixed:
 * each environment and mode has its own, and the database keeps the one of the first start.
 */
export interface Deployment {
  readonly id: string;
  /** Kept for a minute. Never throws: with D1 silent and nothing kept, nothing is known. */
  standing(): Promise<DeploymentStanding>;
  /** What Stripe's webhook endpoints say. `claimedBy`: the address of another one, or null. */
  recordCheck(check: { readonly claimedBy: string | null }): Promise<void>;
}

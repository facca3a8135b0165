import type { Money } from "../../domain/base/money.ts";

/** A caller's payment, bound to one service and to what it buys there (row I1). */
export interface PaymentBinding {
  readonly intentId: string;
  readonly topUpId: string;
  readonly serviceId: string;
  readonly offerId: string;
  readonly quantity: number;
  readonly amount: Money;
}

/** A claim that came to nothing is looked at again after so long at the latest. */
export const BINDING_RETRY_MS = 900_000;

/** One line of a provisioning job; instants are Unix ms. */
export interface JobStep {
  readonly step: string;
  readonly outcome: string;
  readonly at: number;
  readonly lastAt: number;
  readonly times: number;
}

/** The job that older systems know a delivery by (row V2). */
export interface ProvisioningJob {
  readonly provisionId: number;
  readonly topUpId: string;
  readonly serviceId: string;
  readonly playbook: string;
  /** 0 success, 1 running, 2 failed. */
  readonly status: number;
  readonly outcome: string;
  /** Oldest first. */
  readonly steps: readonly JobStep[];
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** What only the doors of older systems ask of D1. Throws `PortFault` when it does not answer. */
export interface PaymentBindings {
  /** The first claim of an intent stays for ever; answers with the one that stands. */
  bind(wish: PaymentBinding, now: number): Promise<PaymentBinding>;
  /** Whom this intent was claimed for, or whose top-up it has paid; null: D1 never heard of it. */
  bindingOf(intentId: string): Promise<PaymentBinding | null>;
  /**
   * Takes claimed intents that D1 knows no top-up of and that are due for a look, those that wait
   * longest for one, and notes that they were looked at `now` (Unix ms). Each is due again when it
   * is twice as old, at the latest after `CLAIM_LOOK_MS`: none is ever given up, and those that
   * come to nothing do not stand before the others.
   */
  takeUnfinished(limit: number, now: number): Promise<readonly string[]>;
  job(provisionId: number): Promise<ProvisioningJob | null>;
}

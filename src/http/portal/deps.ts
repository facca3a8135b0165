import type { ServiceView, TopUpJson } from "../../contract/api.ts";
import type { ErrorCode } from "../../domain/errors.ts";
import type { Result } from "../../domain/result.ts";

export interface TopUpRef {
  readonly serviceId: string;
  readonly topUpId: string;
}

/** What the portal's routes ask of the house; made per request by whoever mounts them. */
export interface PortalDeps {
  /** Identifies by link if there is one, otherwise by the requesting address, and reads. */
  look(input: {
    readonly request: Request;
    readonly link: string | null;
  }): Promise<Result<ServiceView, ErrorCode>>;
  /** Null: no such top-up. */
  topUp(ref: TopUpRef): Promise<TopUpJson | null>;
  /** Re-reads the payment at Stripe. A silent Stripe is a refusal here, not a fault. */
  settle(ref: TopUpRef): Promise<Result<unknown, ErrorCode>>;
  /** "Refund me instead" without script. */
  moneyBack(ref: TopUpRef): Promise<Result<unknown, ErrorCode>>;
  /** Unix ms. */
  now(): number;
  readonly settings: {
    readonly name: string;
    /** Mail address, web address or telephone number. */
    readonly supportContact: string;
    readonly stripeJsUrl: string;
    readonly publishableKey: string;
    readonly livemode: boolean;
    readonly horizonMs: number;
  };
}

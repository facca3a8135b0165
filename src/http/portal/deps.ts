import type { ServiceView, TopUpJson } from "../../contract/api.ts";
import type { ErrorCode } from "../../domain/base/errors.ts";
import type { Result } from "../../domain/base/result.ts";
import type { LegalFacts } from "../../ui/portal/legal/legal.ts";

/** How a page's service is found: by its link, by what a typed number led to, or by the address. */
export interface FindServiceInput {
  readonly request: Request;
  readonly link: string | null;
  /** The service token in the page's own address (`/s/…`); weak. */
  readonly typed: string | null;
  /** Waits for the OCS as long as it may take, instead of showing what was read last. */
  readonly waitForOcs: boolean;
}

/** Why no service was found by a typed number. */
export interface TypedRefusal {
  readonly code: ErrorCode;
  readonly retryAfterSeconds?: number;
}

/** A top-up as an address names it: any texts. */
export interface NamedTopUp {
  readonly service: string;
  readonly topUp: string;
}

/** What the portal's routes ask of the house; made per request by whoever mounts them. */
export interface PortalDeps {
  /** Identifies, and reads. */
  findService(input: FindServiceInput): Promise<Result<ServiceView, ErrorCode>>;
  /** A service token for a number that somebody typed. */
  identify(identity: string): Promise<Result<string, TypedRefusal>>;
  /** Null: no such top-up. */
  topUp(named: NamedTopUp): Promise<TopUpJson | null>;
  /** Re-reads the payment at Stripe. A silent Stripe is a refusal here, not a fault. */
  syncTopUp(named: NamedTopUp): Promise<Result<unknown, ErrorCode>>;
  /** "Refund me instead" without script. */
  requestRefund(named: NamedTopUp): Promise<Result<unknown, ErrorCode>>;
  /** What is sold for a service, whatever stands in its way now. */
  priceList(service: string): Promise<ServiceView["offers"]>;
  /** The content security policy of a page that loads Stripe.js, or nothing but our own. */
  policy(loads: "stripe" | "ours"): Promise<string>;
  /** Unix ms. */
  now(): number;
  readonly settings: PortalSettings;
}

export interface PortalSettings {
  readonly name: string;
  /** Mail address, web address or telephone number. */
  readonly supportContact: string;
  /** Where this portal is reached from elsewhere. */
  readonly publicUrl: string;
  readonly stripeJsUrl: string;
  readonly publishableKey: string;
  readonly livemode: boolean;
  readonly horizonMs: number;
  /** Whether numbers can be typed (row R3). */
  readonly typedIdentity: boolean;
  /** Footer of every page (`footerLines`) and the step with the button (`payLines`). */
  readonly legal?: LegalFacts;
  /** The operator's colour; absent: the house's own. */
  readonly colour?: { readonly hex: string; readonly sheet: string };
  /** Address of a picture under our own; empty: the house's mark. */
  readonly logo?: string;
}

import type { Money } from "../../domain/base/money.ts";
import type { Timings } from "../../domain/base/timings.ts";

/** The configuration that use cases decide by; the rest never leaves compose. */
export interface UseCaseSettings {
  readonly timings: Timings;
  /** What runs here, as `/api/health` says it. */
  readonly version: string;
  readonly brand: string;
  readonly supportContact: string;
  readonly selfCareName: string;
  readonly publicUrl: string;
  readonly statementSuffix: string | null;
  /** Whether a service may be found by typing its number (row R3). */
  readonly typedIdentity: boolean;
  /**
   * The name of the wording that a customer must tick before paying, as stored with the top-up;
   * null: the law asks for none here.
   */
  readonly withdrawalConsent: string | null;
  /** Above this price an operator approves a top-up before it can be paid (row C3). */
  readonly approvalAbove: Money;
  /** Makes the first administrator's key, and does nothing else; null: not set. */
  readonly operatorBootstrapToken: string | null;
  /** Whether keys whose tokens are published with the source open anything: never in production. */
  readonly publishedKeys: "taken" | "refused";
  /** Absent: emails name the portal and its support, and say nothing else about the seller. */
  readonly merchantProfile?: MerchantProfile;
}

/** The seller, as emails to customers name it; an empty text is not configured. */
export interface MerchantProfile {
  readonly merchant: {
    readonly name: string;
    readonly address: string;
    readonly number: string;
  };
  /** Web addresses. */
  readonly links: {
    readonly terms: string;
    readonly privacy: string;
    readonly refundPolicy: string;
  };
  /** The text on the customer's bank or card statement. */
  readonly statementDescriptor: string;
  /** `#rrggbb`, readable on light and on dark grounds; null: the default theme. */
  readonly accent: { readonly light: string; readonly dark: string } | null;
}

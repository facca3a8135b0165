import type { ApprovalId, IntentId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import type { Brands } from "../../domain/operator/brands.ts";
import type { ApprovableAction } from "../../domain/top-up/approval-request.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";

export interface UnresolvedRow {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
  readonly state: string;
  /** Unix ms. */
  readonly since: number;
  readonly findings: readonly string[];
}

/** An order that waits for another operator's approval. Instants: Unix ms. */
export interface WaitingApproval {
  readonly approvalId: ApprovalId;
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
  readonly action: ApprovableAction;
  /** Who ordered it: person and name. */
  readonly person: string;
  readonly name: string;
  readonly reason: string;
  readonly amount: Money;
  readonly askedAt: number;
  readonly until: number;
}

/** A top-up as lists show it. Instants: Unix ms. */
export interface ListedTopUp {
  readonly topUpId: TopUpId;
  readonly serviceId: ServiceId;
  readonly serviceUuid: string;
  readonly brand: string;
  /** Of the service; null: it is not in the register. */
  readonly timeZone: string | null;
  readonly state: TopUpState;
  readonly quantity: number;
  readonly price: Money;
  readonly intentId: IntentId | null;
  /** `TXN-…`, as customers quote it; null: nothing was received yet. */
  readonly transactionId: string | null;
  readonly requestedAt: number;
  readonly paidAt: number | null;
  /** Why the newest card was declined, as Stripe says it; null where the list is of paid ones. */
  readonly decline: string | null;
}
/** Whose top-ups: of one service, by one of its numbers, or the one that a number leads to. */
export type TopUpFilter =
  | { readonly by: "service_uuid" | "imsi" | "msisdn"; readonly value: string }
  | { readonly by: "intent"; readonly value: IntentId }
  | { readonly by: "top_ups"; readonly value: readonly TopUpId[] }
  /** The number of a provisioning job, of a sale or payment (TXN-), of an invoice (INV-). */
  | { readonly by: "provision" | "transaction" | "invoice"; readonly value: number };
/** What a list of all top-ups is narrowed to; null: not by this. */
export interface BrowseFilter {
  readonly states: readonly TopUpState[] | null;
  readonly serviceId: ServiceId | null;
  readonly brand: string | null;
  readonly price: Money | null;
  /** Ids begin with the time of the request: from this one on, and before the other one. */
  readonly from: TopUpId | null;
  readonly to: TopUpId | null;
  /** Those of which a card was declined, paid afterwards or not; otherwise those that were paid. */
  readonly declined: boolean;
}
/** A page may be short, or empty, and still have a next one. */
export interface BrowsedTopUps {
  readonly topUps: readonly ListedTopUp[];
  /** `before` of the next page; null: there is none. */
  readonly next: TopUpId | null;
}
export interface TopUpPage {
  /** Only those that were requested before this one; null: from the newest. */
  readonly before: TopUpId | null;
  readonly limit: number;
}

/** A service with an unfinished top-up, and when that was requested; Unix ms. */
export interface UnfinishedService {
  readonly requestedAt: number;
  readonly serviceId: ServiceId;
}

/** The id after which a page of services begins; empty: the first page. */
export type ServiceCursor = ServiceId | "";

/** What D1 knows about top-ups; it may lag behind the objects. Throws when D1 does not answer. */
export interface ReadModels {
  /** Of these intents, those whose top-up has ended according to D1 (for the sweep). */
  endedIntents(intentIds: readonly IntentId[]): Promise<ReadonlySet<IntentId>>;
  /**
   * Top-ups that D1 believes unfinished, oldest first, after this one (null: from the oldest): when
   * each was requested, and its service (for the sweep).
   */
  unfinishedServices(
    after: UnfinishedService | null,
    limit: number,
  ): Promise<readonly UnfinishedService[]>;
  /**
   * Services at these engines with a credited top-up whose id is above `after`. Reads at most
   * `limit` top-ups; `next`: after which id it goes on; null: there are no more.
   */
  recentServices(wanted: {
    readonly engines: readonly string[];
    readonly after: TopUpId;
    readonly limit: number;
  }): Promise<{ readonly services: readonly ServiceId[]; readonly next: TopUpId | null }>;
  /** Services with a credited or refunded top-up whose end lies ahead, by id, page by page. */
  servicesToReconcile(
    now: number,
    after: ServiceCursor,
    limit: number,
  ): Promise<readonly ServiceId[]>;
  /** Unfinished and parked top-ups and open findings of these brands, for `npm run operator`. */
  unresolved(brands: Brands, limit: number): Promise<readonly UnresolvedRow[]>;
  /** Orders of these brands that wait for an approval at `now`; the first to expire comes first. */
  waitingApprovals(brands: Brands, now: number, limit: number): Promise<readonly WaitingApproval[]>;
  /** Top-ups of these brands, newest first. */
  topUps(brands: Brands, filter: TopUpFilter, page: TopUpPage): Promise<readonly ListedTopUp[]>;
  /** Top-ups of these brands, newest first; reads a bounded number of rows. */
  browse(brands: Brands, filter: BrowseFilter, page: TopUpPage): Promise<BrowsedTopUps>;
  /** Every service in the register or with a top-up in D1, by id, page by page. */
  knownServices(after: ServiceCursor, limit: number): Promise<readonly ServiceId[]>;
  /** Every brand that D1 names: in a row of its own, of a service, or of an invoice. */
  knownBrands(): Promise<readonly string[]>;
  /** The service that a top-up or an intent belongs to; null: D1 knows neither. */
  serviceOf(
    ref: { topUpId: TopUpId } | { intentId: IntentId },
  ): Promise<{ serviceId: ServiceId; brand: string } | null>;
}

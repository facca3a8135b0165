import type { Offer } from "../../domain/offer/offer.ts";
import type { AccountRef } from "./ports.ts";

/** A service as the register in D1 knows it. */
export interface Service {
  readonly id: string;
  /** Whole number from 1; the first part of every handle of this service. */
  readonly ordinal: number;
  readonly brand: string;
  /** The uuid older systems know it by. */
  readonly serviceUuid: string;
  readonly kind: "mobile_data" | "hotspot_dongle" | "fixed_wireless";
  /** "Hotspot dongle", "Mobile data - 0412345678": shown to its holder. */
  readonly label: string;
  readonly status: "active" | "suspended" | "closed";
  readonly imsi: string | null;
  readonly msisdn: string | null;
  readonly account: AccountRef;
  /** IANA name; the zone in which a day ends. */
  readonly timeZone: string;
  /** Set when a service has a customer of its own; otherwise payers are de-duplicated by email. */
  readonly customerId: string | null;
  /** The last expiry that the projection wrote; Unix ms. A copy: the OCS owns the truth. */
  readonly expiryAt: number | null;
}

/** By which its holder recognises a service; also shown to who only typed its number. */
export const lastDigits = ({ msisdn, imsi }: Pick<Service, "msisdn" | "imsi">): string | null =>
  (msisdn ?? imsi)?.slice(-4) ?? null;

export interface Register {
  byId(serviceId: string): Promise<Service | null>;
  /** All services whose address or most specific prefix covers it; more than one: ambiguous. */
  byAddress(ip: string): Promise<readonly Service[]>;
  /** The service of a link that is not revoked. */
  byLink(linkId: string): Promise<{ service: Service; version: number } | null>;
  /** By the number a subscriber's card, telephone or older system has; several: ambiguous. */
  byImsi(imsi: string): Promise<readonly Service[]>;
  /** `msisdn` in E.164, digits only. */
  byMsisdn(msisdn: string): Promise<readonly Service[]>;
  byUuid(serviceUuid: string): Promise<readonly Service[]>;
  byAccount(account: AccountRef): Promise<readonly Service[]>;
  /** Offers on sale for a service: D1's, or the default offer from the configuration. */
  offersFor(service: Service): Promise<readonly Offer[]>;
  /**
   * Services that were closed or reopened and whose object has not confirmed it yet, by id, at most
   * `limit`.
   */
  servicesToTell(limit: number): Promise<readonly ClosedStatus[]>;
  /** The object has confirmed exactly this; a later change of the status is told anew. */
  noteTold(told: ClosedStatus): Promise<void>;
  /** Of these services, those that the register knows. */
  closedStatusOf(serviceIds: readonly string[]): Promise<readonly ClosedStatus[]>;
}

/** Whether the register has a service closed: all that its object has to know of the register. */
export interface ClosedStatus {
  readonly serviceId: string;
  readonly closed: boolean;
}

/** The printed links of services. A link that is rotated or revoked opens nothing any more. */
export interface Links {
  /** The service's newest link that is not revoked; `linkId` becomes one where there is none. */
  currentOrNew(wish: { serviceId: string; linkId: string }): Promise<LinkVersion>;
  /** Raises the version; null: the service has no link. */
  rotate(serviceId: string): Promise<LinkVersion | null>;
  /** `at`: Unix ms; null: the service has no link. */
  revoke(serviceId: string, at: number): Promise<LinkVersion | null>;
}
export interface LinkVersion {
  readonly linkId: string;
  readonly version: number;
}

/** One event of an object as the projection sees it. */
export interface LoggedEvent {
  readonly seq: number;
  readonly topUpId: string;
  readonly at: number;
  readonly type: string;
  readonly body: unknown;
}

/** What an object hands to the projection: everything D1 has not seen yet. */
export interface ProjectionBatch {
  readonly serviceId: string;
  /** The newest event in this batch. */
  readonly seq: number;
  /** How often the object was told to begin anew; goes back with `projected`. */
  readonly resendNumber: number;
  readonly topUps: readonly ProjectedTopUp[];
}

/** One top-up, whole: its row, its books and its papers are functions of `events`. */
export interface ProjectedTopUp {
  readonly topUpId: string;
  readonly events: readonly LoggedEvent[];
}

/** An invoice whose number is neither in its log nor in D1. */
export interface UnnumberedInvoice {
  readonly topUpId: string;
  readonly serviceId: string;
  readonly brand: string;
  /** The highest number of the brand that D1 has; 0: none. */
  readonly above: number;
}
export interface NumberedInvoice {
  readonly topUpId: string;
  /** 1, 2, 3 … per brand. */
  readonly number: number;
}

/** A line in the inbox of webhooks: for people, written best effort after the object knows. */
export interface InboxRow {
  readonly eventId: string;
  readonly type: string;
  readonly at: number;
  readonly intentId: string | null;
  readonly outcome: string;
}

export interface Finding {
  readonly serviceId: string;
  readonly topUpId: string;
  readonly kind: string;
  readonly detail: string;
  readonly openedAt: number;
}

/** The books in D1: append-only, idempotent by `seq`. */
export interface Books {
  /** The invoices in these logs that still need a number. */
  unnumbered(batches: readonly ProjectionBatch[]): Promise<readonly UnnumberedInvoice[]>;
  /**
   * Writes many services in one D1 batch; rows already there with the same or a higher `seq` stay.
   * An invoice has the number that its log holds, otherwise the one given here. Answers with the
   * numbers that the logs do not hold yet, by top-up.
   */
  project(
    batches: readonly ProjectionBatch[],
    numbers: readonly NumberedInvoice[],
  ): Promise<readonly { serviceId: string; topUpId: string; invoiceNumber: string }[]>;
  append(row: InboxRow): Promise<void>;
  /** Of these intents, those whose top-up has ended according to D1 (for the sweep). */
  endedIntents(intentIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Services with top-ups that D1 believes unfinished, oldest first (for the sweep). */
  unfinishedServices(limit: number): Promise<readonly string[]>;
  /** Services with a top-up credited or refunded whose end lies ahead (for the nightly look). */
  servicesToReconcile(
    now: number,
    afterServiceId: string,
    limit: number,
  ): Promise<readonly string[]>;
  /** Unfinished and parked top-ups and open findings, for `npm run operator`. */
  unresolved(limit: number): Promise<readonly UnresolvedRow[]>;
  /** Every service in the register or with a top-up in D1, by id, page by page. */
  knownServices(afterServiceId: string, limit: number): Promise<readonly string[]>;
  raise(finding: Finding): Promise<void>;
  /** The service that a top-up or an intent belongs to; null: D1 has not heard of it. */
  serviceOf(ref: { topUpId: string } | { intentId: string }): Promise<string | null>;
}

export interface UnresolvedRow {
  readonly serviceId: string;
  readonly topUpId: string;
  readonly state: string;
  readonly since: number;
  readonly findings: readonly string[];
}

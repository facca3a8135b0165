import type { Offer } from "../domain/offer.ts";
import type { Account } from "./ports.ts";

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
  readonly account: Account;
  /** IANA name; the zone in which a day ends. */
  readonly timeZone: string;
  /** Set when a service has a customer of its own; otherwise payers are de-duplicated by email. */
  readonly customerId: string | null;
  /** The last expiry that the projection wrote; Unix ms. A copy: the OCS owns the truth. */
  readonly expiryAt: number | null;
}

export interface Register {
  byId(serviceId: string): Promise<Service | null>;
  /** All services whose address or most specific prefix covers it; more than one: ambiguous. */
  byAddress(ip: string): Promise<readonly Service[]>;
  /** The service of a link that is not revoked. */
  byLink(linkId: string): Promise<{ service: Service; version: number } | null>;
  /** Offers on sale for a service: D1's, or the default offer from the configuration. */
  offersFor(service: Service): Promise<readonly Offer[]>;
}

/** One event of an object as the projection sees it. */
export interface ProjectedEvent {
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
  readonly topUps: readonly ProjectedTopUp[];
}

/** One top-up, whole: its row, its books and its papers are functions of `events`. */
export interface ProjectedTopUp {
  readonly topUpId: string;
  readonly events: readonly ProjectedEvent[];
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
  /**
   * Writes many services in one D1 batch; rows already there with the same or a higher `seq` stay.
   * Answers with the gap-free invoice numbers born in it, by top-up.
   */
  project(
    batches: readonly ProjectionBatch[],
  ): Promise<readonly { serviceId: string; topUpId: string; invoiceNumber: string }[]>;
  inbox(row: InboxRow): Promise<void>;
  /** Of these intents, those whose top-up has ended according to D1 (for the sweep). */
  endedIntents(intentIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Services with top-ups that D1 believes unfinished, oldest first (for the sweep). */
  unfinishedServices(limit: number): Promise<readonly string[]>;
  /** Services with a top-up credited or refunded whose end lies ahead (for the nightly look). */
  servicesToLookAt(now: number, afterServiceId: string, limit: number): Promise<readonly string[]>;
  /** Unfinished and parked top-ups and open findings, for `npm run resolve`. */
  unresolved(limit: number): Promise<readonly UnresolvedRow[]>;
  raise(finding: Finding): Promise<void>;
  /** The service that a top-up or an intent belongs to; null: D1 has not heard of it. */
  serviceOf(ref: { topUpId: string } | { intentId: string }): Promise<string | null>;
}

export interface UnresolvedRow {
  readonly serviceId: string;
  readonly topUpId: string;
  readonly name: string;
  readonly since: number;
  readonly findings: readonly string[];
}

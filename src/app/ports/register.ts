import type { CustomerId, LinkId, ServiceId } from "../../domain/base/ids.ts";
import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import type { Offer } from "../../domain/offer/offer.ts";

/** A service as the register in D1 knows it. */
export interface Service {
  readonly id: ServiceId;
  /** Whole number from 1; the first part of every reference number of this service. */
  readonly ordinal: number;
  readonly brand: string;
  /** The uuid that older systems know it by. */
  readonly serviceUuid: string;
  readonly kind: "mobile_data" | "hotspot_dongle" | "fixed_wireless";
  /** "Hotspot dongle", "Mobile data - 0412345678": shown to the customer. */
  readonly label: string;
  readonly status: "active" | "suspended" | "closed";
  readonly imsi: string | null;
  readonly msisdn: string | null;
  readonly account: AccountRef;
  /** IANA name; the zone in which a day ends. */
  readonly timeZone: string;
  /** Set when a service has a customer of its own; otherwise payers are de-duplicated by email. */
  readonly customerId: CustomerId | null;
  /** The last expiry that the projection wrote; Unix ms. A copy: the OCS owns the truth. */
  readonly expiryAt: number | null;
}

/** What decides which offers a service has: its brand, its kind and the engine of its account. */
export interface Seller extends Pick<Service, "brand"> {
  readonly account: Pick<AccountRef, "ocs">;
  /** Absent: the offers for services of every kind. */
  readonly kind?: Service["kind"];
}

/** What other systems know of a service and may write (row I4). */
export type ServiceFacts = Pick<
  Service,
  "brand" | "serviceUuid" | "kind" | "label" | "status" | "imsi" | "msisdn" | "account" | "timeZone"
>;

/** What typed digits can mean; null: no IMSI. */
export interface NumberReadings {
  readonly imsi: string | null;
  readonly msisdns: readonly string[];
}

/**
 * Which services there are, how they are found, and what is on sale for them. A row that cannot be
 * used is left out and raised as a finding; it never stops the others.
 */
export interface Register {
  /** `anew`: asks D1 although a row is kept from less than a minute ago. */
  byId(serviceId: ServiceId, anew?: "anew"): Promise<Service | null>;
  /** All services whose address or most specific prefix covers it; more than one: ambiguous. */
  byAddress(ip: string): Promise<readonly Service[]>;
  /** The service of a link that is not revoked. */
  byLink(linkId: LinkId): Promise<{ service: Service; version: number } | null>;
  /** More than one: ambiguous, as with every number below. */
  byImsi(imsi: string): Promise<readonly Service[]>;
  /** The services that have this IMSI, or one of these MSISDNs (E.164, digits only). */
  byNumbers(numbers: NumberReadings): Promise<readonly Service[]>;
  byUuid(serviceUuid: string): Promise<readonly Service[]>;
  byAccount(account: AccountRef): Promise<readonly Service[]>;
  /** The networks by which a service is found, as `203.0.113.0/24`. */
  networksOf(serviceId: ServiceId): Promise<readonly string[]>;
  /**
   * Writes the service of this uuid and its networks as a whole, or nothing; `serviceId` is for one
   * that is new, `was` the brand of a known one, or null. Answers with the fields that are
   * another's: the account; the uuid, when a service with an account or brand not known here has
   * it; a number of another open service; a network that overlaps one of another brand's open
   * service. Numbers and networks are not asked for when the service is closed, or is open and has
   * them already. Throws when a network has not the form of one.
   */
  put(
    serviceId: ServiceId,
    facts: ServiceFacts,
    networks: readonly string[],
    was: string | null,
  ): Promise<readonly TakenField[]>;
  /**
   * Offers on sale for a service: D1's, or the default offer from the configuration. None for a
   * brand that cannot be used.
   */
  offersFor(service: Seller): Promise<readonly Offer[]>;
  /**
   * Takes at most `limit` services that were closed or reopened and whose object has not confirmed
   * it yet, those first that waited longest; records that they were taken at `now` (Unix ms). Those
   * that never confirm do not block the others. In no particular order.
   */
  takeServicesToTell(limit: number, now: number): Promise<readonly ClosedStatus[]>;
  /** The object has confirmed exactly this; a later change of the status is told anew. */
  noteTold(told: ClosedStatus): Promise<void>;
  /** Of these services, those that the register knows. */
  closedStatusOf(serviceIds: readonly ServiceId[]): Promise<readonly ClosedStatus[]>;
}

/** A field of a service that another one has; none: it was written. */
export type TakenField = "account" | "service_uuid" | "imsi" | "msisdn" | `networks.${number}`;

/** Whether the register has a service closed: all that its object has to know of the register. */
export interface ClosedStatus {
  readonly serviceId: ServiceId;
  readonly closed: boolean;
}

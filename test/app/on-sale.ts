/** What the tests' backend sells, and to which service. */
import type { Service } from "../../src/app/ports/register.ts";
import { type ServiceId, toOfferId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { AccountReading } from "../../src/domain/ocs/reading.ts";
import type { Offer } from "../../src/domain/offer/offer.ts";

export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
export const SERVICE_ID: ServiceId = `svc_${"0".repeat(26)}`;
export const OFFER_ID = toOfferId(`off_${"0".repeat(26)}`);

export const offer: Offer = {
  id: OFFER_ID,
  kind: "days",
  name: "Days",
  currency: "usd",
  unitMinor: 1000,
  tiers: [{ from: 20, unitMinor: 900 }],
  minQuantity: 1,
  maxQuantity: 30,
  endRule: "exact",
  bucket: {
    type: "*data",
    value: 1,
    weight: 10,
    settings: {},
    operatorBuckets: "plan_*",
  },
  onOutageSeconds: null,
  refundWhileSilent: false,
};
export const dongle: Service = {
  id: SERVICE_ID,
  ordinal: 1,
  brand: "default",
  serviceUuid: "9f1b6d1e-0000-4000-8000-000000000001",
  kind: "hotspot_dongle",
  label: "Hotspot dongle",
  status: "active",
  imsi: "505010000000001",
  msisdn: "0412345678",
  account: { ocs: "main", tenant: "cgrates.org", account: "dongle-1" },
  timeZone: "Australia/Sydney",
  customerId: null,
  expiryAt: null,
};

/** An account with a plan that ends in `days` (null: without end). */
export function account(days: number | null, at = NOW): AccountReading {
  const endAt = days === null ? null : at + days * DAY_MS;
  const plan = { uuid: "u1", id: "plan_base", type: "*data", value: 5, endAt };
  return { kind: "account", at, disabled: false, buckets: [{ ...plan, disabled: false }] };
}

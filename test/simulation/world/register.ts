/** The register of services and the offer, in memory: no program of ours writes them. */

import type { Ports } from "../../../src/app/ports/ports.ts";
import type { Register, Service } from "../../../src/app/ports/register.ts";
import {
  type Id,
  type IdPrefix,
  type LinkId,
  type ServiceId,
  toId,
  toOfferId,
} from "../../../src/domain/base/ids.ts";
import { DAY_MS } from "../../../src/domain/base/time.ts";
import type { DaysOffer } from "../../../src/domain/offer/offer.ts";
import { brandOf } from "../../fixtures/brands.ts";

/** The deployment's id is its own here. */
const FREE = { conflict: null, isCheckDue: false } as const;

export const START = Date.UTC(2026, 2, 2, 9, 30, 0);

const id = <P extends IdPrefix>(prefix: P, n: number): Id<P> =>
  `${prefix}_${String(n).padStart(26, "0")}`;

export function serviceNumber(n: number): Service {
  return {
    id: id("svc", n),
    ordinal: n,
    brand: n % 2 === 0 ? "south" : "north",
    serviceUuid: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    kind: "hotspot_dongle",
    label: `Dongle ${n}`,
    status: "active",
    imsi: `5050100000000${String(n).padStart(2, "0")}`,
    msisdn: null,
    account: { ocs: "main", tenant: "cgrates.org", account: `dongle-${n}` },
    timeZone: n % 3 === 0 ? "Australia/Sydney" : "UTC",
    customerId: null,
    expiryAt: null,
  };
}

export function offerOf(change: Partial<DaysOffer>): DaysOffer {
  return {
    id: toOfferId(id("off", 1)),
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
      value: 1e14,
      weight: 20,
      settings: {},
      operatorBuckets: "plan_*",
    },
    onOutageSeconds: null,
    refundWhileSilent: false,
    ...change,
  };
}

/** When the base plan of an account ends, in ms after the start; null: it has none. */
export const PLAN_ENDS: readonly (number | null)[] = [null, 2 * DAY_MS, 10 * DAY_MS, -DAY_MS];

const notHere = async (): Promise<never> => {
  throw new Error("no operator of the simulation asks for this");
};

/** Every brand that a service names, with the same limit. */
export function brandPorts(
  approvalAboveMinor: number,
  reviewsRisk: boolean,
): Pick<Ports, "brands" | "brandRegister" | "deployment" | "deploymentFindings"> {
  const brand = (name: string) =>
    brandOf({
      id: name,
      typedIdentity: false,
      approvalAbove: { usd: approvalAboveMinor },
      riskReview: reviewsRisk ? "review" : "deliver",
    });
  return {
    brands: {
      configured: brand("north"),
      all: async () => [brand("north"), brand("south")],
      byId: async (name) => brand(name),
      byHost: async () => brand("north"),
    },
    brandRegister: { all: notHere, history: notHere, write: notHere },
    deployment: {
      id: "simulation",
      standing: async () => FREE,
      recordCheck: async () => FREE,
      checkFailed: () => {},
    },
    deploymentFindings: {
      // Engines that lose writes are found here; the nightly run compares their credits too.
      raise: async () => {},
      close: async () => {},
      open: async () => [],
      openOf: async () => [],
      recheckRows: async () => 0,
    },
  };
}

/** Every service of the simulation has one link, which is never revoked. */
export const linkOf = (serviceId: ServiceId): LinkId => `lnk_${serviceId.slice("svc_".length)}`;

export function registerOf(services: ReadonlyMap<ServiceId, Service>, offer: DaysOffer): Register {
  return {
    byId: async (serviceId) => services.get(serviceId) ?? null,
    byAddress: async () => [...services.values()].slice(0, 1),
    byLink: async (linkId) => {
      const service = services.get(toId("svc", `svc_${linkId.slice("lnk_".length)}`));
      return service ? { service, version: 1 } : null;
    },
    byImsi: async (imsi) => [...services.values()].filter((one) => one.imsi === imsi),
    byNumbers: async () => [],
    byUuid: async (uuid) => [...services.values()].filter((one) => one.serviceUuid === uuid),
    byAccount: async () => [],
    networksOf: async () => [],
    put: () => Promise.reject(new Error("no other system writes the register here")),
    offersFor: async () => [offer],
    takeServicesToTell: async () => [],
    noteTold: async () => {},
    closedStatusOf: async () => [],
  };
}

/** The register in D1 (rows R2, R6, C4). */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { Register, Service } from "../../app/ports/register.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import { networksOf as networksAround, parseIp } from "../../domain/base/ip-address.ts";
import type { Money } from "../../domain/base/money.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import { field } from "./bulk.ts";
import { link, offer, service, serviceAddress } from "./schema-register.ts";
import { networksOf, putService } from "./service-facts.ts";
import { closedStatusOf, noteTold, takeServicesToTell } from "./services-to-tell.ts";

export interface RegisterDefaults {
  /** Of the default offer, which a brand without offers of its own sells. */
  readonly pricePerDay: Money;
  /** And its bucket, at the engine of the service. */
  readonly daysBucketOf: (ocs: string) => Offer["bucket"];
}

/** Methods throw when D1 does not answer. */
export function createRegister(d1: D1Database, defaults: RegisterDefaults): Register {
  const db = drizzle(d1);
  const queries = queriesOf(db);
  return {
    async byId(serviceId) {
      const row = await queries.byId.get({ serviceId });
      return row ? serviceOf(row) : null;
    },
    byAddress: (ip) => byAddress(queries, ip),
    async byLink(linkId) {
      const row = await queries.byLink.get({ linkId });
      return row ? { service: serviceOf(row.service), version: row.version } : null;
    },
    byImsi: async (imsi) => (await queries.byImsi.all({ imsi })).map(serviceOf),
    byMsisdn: async (msisdn) => (await queries.byMsisdn.all({ msisdn })).map(serviceOf),
    byUuid: async (serviceUuid) => (await queries.byUuid.all({ serviceUuid })).map(serviceOf),
    byAccount: async ({ ocs, tenant, account }) =>
      (await queries.byAccount.all({ ocs, tenant, account })).map(serviceOf),
    networksOf: (serviceId) => networksOf(db, serviceId),
    put: (serviceId, facts, networks) => putService(d1, serviceId, facts, networks),
    async offersFor({ brand, account }) {
      const rows = await queries.offersFor.all({ brand });
      if (rows.length > 0) return rows.map(offerOf);
      return [defaultOffer(defaults.pricePerDay, defaults.daysBucketOf(account.ocs))];
    },
    takeServicesToTell: (limit, now) => takeServicesToTell(db, limit, now),
    noteTold: (told) => noteTold(db, told),
    closedStatusOf: (serviceIds) => closedStatusOf(db, serviceIds),
  };
}

/** Prepared once, because making the text of a query takes longer than sending it. */
function queriesOf(db: DrizzleD1Database) {
  const { placeholder } = sql;
  return {
    byId: db
      .select()
      .from(service)
      .where(eq(service.id, placeholder("serviceId")))
      .prepare(),
    ...numberQueriesOf(db),
    byLink: db
      .select({ service, version: link.version })
      .from(link)
      .innerJoin(service, eq(service.id, link.serviceId))
      .where(and(eq(link.id, placeholder("linkId")), isNull(link.revokedAt)))
      .prepare(),
    offersFor: db
      .select()
      .from(offer)
      .where(and(eq(offer.brand, placeholder("brand")), eq(offer.active, true)))
      .orderBy(asc(offer.position), asc(offer.id))
      .prepare(),
    byNetworks: db
      .select({ service, prefix: serviceAddress.prefix })
      .from(sql`json_each(${placeholder("networks")})`)
      // SQLite keeps the order of cross joins: one seek per network, and no scan of all addresses.
      .crossJoin(serviceAddress)
      .crossJoin(service)
      .where(
        and(
          eq(serviceAddress.family, placeholder("family")),
          eq(serviceAddress.low, field("low")),
          eq(serviceAddress.prefix, field("prefix")),
          eq(service.id, serviceAddress.serviceId),
        ),
      )
      .orderBy(asc(service.id))
      .prepare(),
  };
}
type Queries = ReturnType<typeof queriesOf>;

/** By the number of a SIM card, a telephone, an older system or the OCS. */
function numberQueriesOf(db: DrizzleD1Database) {
  const { placeholder } = sql;
  return {
    byImsi: db
      .select()
      .from(service)
      .where(eq(service.imsi, placeholder("imsi")))
      .prepare(),
    byMsisdn: db
      .select()
      .from(service)
      .where(eq(service.msisdn, placeholder("msisdn")))
      .prepare(),
    byUuid: db
      .select()
      .from(service)
      .where(eq(service.serviceUuid, placeholder("serviceUuid")))
      .prepare(),
    byAccount: db
      .select()
      .from(service)
      .where(
        and(
          eq(service.ocs, placeholder("ocs")),
          eq(service.tenant, placeholder("tenant")),
          eq(service.account, placeholder("account")),
        ),
      )
      .prepare(),
  };
}

/**
 * The services at the most specific prefix that covers the address. Closed ones are left out where
 * an open one is at the same prefix.
 */
async function byAddress(queries: Queries, text: string): Promise<readonly Service[]> {
  const ip = parseIp(text);
  if (!ip) return [];
  const networks = JSON.stringify(networksAround(ip));
  const rows = await queries.byNetworks.all({ networks, family: ip.family });
  const longest = Math.max(...rows.map((row) => row.prefix));
  const found = rows.filter((row) => row.prefix === longest).map((row) => serviceOf(row.service));
  const open = found.filter((s) => s.status !== "closed");
  return open.length > 0 ? open : found;
}

function serviceOf(row: typeof service.$inferSelect): Service {
  const { ocs, tenant, account, ...others } = row;
  const { expirySeq: _seq, objectClosed: _closed, tellTriedAt: _tried, ...rest } = others;
  return { ...rest, account: { ocs, tenant, account } };
}

/** A row of another kind has other columns; a kind without a case does not compile. */
function offerOf(row: typeof offer.$inferSelect): Offer {
  const { id, name, currency, minQuantity, maxQuantity, onOutageSeconds, refundWhileSilent } = row;
  const common = { id, name, currency, minQuantity, maxQuantity, bucket: bucketOf(row) };
  const policy = { onOutageSeconds, refundWhileSilent };
  switch (row.kind) {
    case "days": {
      const { kind, unitMinor, tiers, endRule } = row;
      return { ...common, ...policy, kind, unitMinor, tiers, endRule };
    }
  }
}

function bucketOf(row: typeof offer.$inferSelect): Offer["bucket"] {
  const { bucketType: type, bucketValue: value, bucketWeight: weight } = row;
  return {
    type,
    value,
    weight,
    operatorBuckets: row.operatorBuckets,
    settings: row.bucketSettings,
  };
}

/** What a brand without offers in D1 sells (row C4). */
function defaultOffer(pricePerDay: Money, bucket: Offer["bucket"]): Offer {
  return {
    id: toOfferId("off_00000000000000000000000000"),
    kind: "days",
    name: "Unlimited data",
    currency: pricePerDay.currency,
    unitMinor: pricePerDay.minor,
    tiers: [],
    minQuantity: 1,
    maxQuantity: 30,
    endRule: "exact",
    bucket,
    onOutageSeconds: null,
    refundWhileSilent: false,
  };
}

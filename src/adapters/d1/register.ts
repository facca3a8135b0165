/** The register in D1 (rows R2, R6, C4). */
import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type * as z from "zod";
import type { Register, Service } from "../../app/ports/register.ts";
import { linkRow, serviceRow } from "../../contract/register-rows.ts";
import type { LinkId } from "../../domain/base/ids.ts";
import { networksOf as networksAround, parseIp } from "../../domain/base/ip-address.ts";
import { isTimeZone } from "../../domain/base/time-zone.ts";
import { field } from "./bulk.ts";
import { unknownEngine } from "./engine-checks.ts";
import type { Kept } from "./kept.ts";
import { type OffersNeeds, offersOnSale } from "./offers.ts";
import { checkRows, readRows } from "./read-rows.ts";
import { link, offer, service, serviceAddress } from "./schema-register.ts";
import { networksOf, putService } from "./service-facts.ts";
import { closedStatusOf, noteTold, takeServicesToTell } from "./services-to-tell.ts";

type ServiceRow = typeof service.$inferSelect;

/**
 * Services by id and offers are kept for a minute, and longer while D1 is silent (`kept.ts`). A row
 * that cannot be used is left out (`read-rows.ts`). Methods throw `PortFault` when D1 does not
 * answer and nothing is kept.
 */
export function createRegister(d1: D1Database, needs: OffersNeeds): Register {
  const db = drizzle(d1);
  const queries = queriesOf(db);
  const { engines, keep, report } = needs;
  const services = async (rows: readonly ServiceRow[]): Promise<readonly Service[]> => {
    const good = await readRows(serviceRow, "service", { rows, report });
    // A zone that is none is reported too, and stops no sale and no receipt: its days end in UTC.
    const zoneless = rows.flatMap((row) => (isTimeZone(row.timeZone) ? [] : [inUtc(row)]));
    const found = [...good, ...checkRows(serviceRow, "service", zoneless).good].map(serviceOf);
    const strange = rows.flatMap((row) => unknownEngine(engines, row));
    if (strange.length > 0) await report(strange);
    for (const one of found) byId.put(one.id, one);
    return found;
  };
  const byId: Kept<Service | null> = keep(
    "service",
    async (serviceId) => (await services(await queries.byId.all({ serviceId })))[0] ?? null,
    (found) => found !== null,
  );
  const ofLink = async (linkId: LinkId) => {
    const row = await queries.byLink.get({ linkId });
    if (!row) return null;
    const [good] = await readRows(linkRow, "link", { rows: [row.link], report });
    const [found] = good ? await services([row.service]) : [];
    return good && found ? { service: found, version: good.version } : null;
  };
  const offers = offersOnSale(needs, (brand) => queries.offersFor.all({ brand }));
  return {
    byId: (serviceId, anew) => byId.get(serviceId, anew),
    // Who is found must be true now: an address or number moves, and a link is revoked.
    byAddress: (ip) =>
      keep.fresh(async () => mostSpecific(await byNetworks(queries, ip), services)),
    byLink: (linkId) => keep.fresh(() => ofLink(linkId)),
    byImsi: (imsi) => keep.fresh(async () => services(await queries.byImsi.all({ imsi }))),
    byNumbers: ({ imsi, msisdns }) =>
      keep.fresh(async () => {
        const rows = await queries.byNumbers.all({ imsi, msisdns: JSON.stringify(msisdns) });
        return services(rows);
      }),
    byUuid: (serviceUuid) =>
      keep.fresh(async () => services(await queries.byUuid.all({ serviceUuid }))),
    byAccount: ({ ocs, tenant, account }) =>
      keep.fresh(async () => services(await queries.byAccount.all({ ocs, tenant, account }))),
    networksOf: (serviceId) => keep.fresh(() => networksOf(db, serviceId)),
    async put(serviceId, facts, networks, was) {
      const answer = await keep.fresh(() => putService(d1, serviceId, facts, networks, was));
      byId.age((one) => one?.serviceUuid === facts.serviceUuid);
      return answer;
    },
    offersFor: ({ brand, account }) => offers.get(JSON.stringify([brand, account.ocs])),
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
      .select({ service, link })
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
    // SQLite asks both indexes; a service that has both numbers is one row.
    byNumbers: db
      .select()
      .from(service)
      .where(
        or(
          eq(service.imsi, placeholder("imsi")),
          sql`${service.msisdn} IN (SELECT value FROM json_each(${placeholder("msisdns")}))`,
        ),
      )
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

async function byNetworks(queries: Queries, text: string) {
  const ip = parseIp(text);
  if (!ip) return [];
  const networks = JSON.stringify(networksAround(ip));
  return queries.byNetworks.all({ networks, family: ip.family });
}

/**
 * The services at the most specific prefix that covers the address. Closed ones are left out where
 * an open one is at the same prefix. None where one of them is a bad row: the others, or those of a
 * wider network, could be another customer's.
 */
async function mostSpecific(
  rows: Awaited<ReturnType<typeof byNetworks>>,
  services: (rows: readonly ServiceRow[]) => Promise<readonly Service[]>,
): Promise<readonly Service[]> {
  const longest = Math.max(...rows.map((row) => row.prefix));
  const at = rows.filter((row) => row.prefix === longest).map((row) => row.service);
  const found = await services(at);
  if (found.length < at.length) return [];
  const open = found.filter((s) => s.status !== "closed");
  return open.length > 0 ? open : found;
}

const inUtc = (row: ServiceRow): ServiceRow => ({ ...row, timeZone: "UTC" });

function serviceOf(row: z.output<typeof serviceRow>): Service {
  const { ocs, tenant, account, ...rest } = row;
  return { ...rest, account: { ocs, tenant, account } };
}

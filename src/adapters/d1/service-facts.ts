/** Services as other systems write and read them (row I4). */
import { asc, eq } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { ServiceFacts } from "../../app/ports/register.ts";
import type { ServiceId } from "../../domain/base/ids.ts";
import { networkOf, parseNetwork, spellIp } from "../../domain/base/ip-address.ts";
import { serviceAddress } from "./schema-register.ts";

export async function networksOf(
  db: DrizzleD1Database,
  serviceId: ServiceId,
): Promise<readonly string[]> {
  const rows = await db
    .select()
    .from(serviceAddress)
    .where(eq(serviceAddress.serviceId, serviceId))
    .orderBy(asc(serviceAddress.family), asc(serviceAddress.low), asc(serviceAddress.prefix));
  return rows.map(({ family, low, prefix }) => {
    const ip = spellIp({ family: family === 4 ? 4 : 6, hex: low });
    return prefix === (family === 4 ? 32 : 128) ? ip : `${ip}/${prefix}`;
  });
}

/** One batch, so one transaction: the service and its networks change together. */
export async function putService(
  d1: D1Database,
  serviceId: ServiceId,
  facts: ServiceFacts,
  networks: readonly string[],
): Promise<"written" | "account_taken"> {
  const { ocs, tenant, account } = facts.account;
  const addresses = JSON.stringify(networks.map(addressOf));
  const results = await d1.batch([
    d1.prepare(TAKEN).bind(ocs, tenant, account, facts.serviceUuid),
    d1
      .prepare(PUT)
      .bind(
        serviceId,
        facts.brand,
        facts.serviceUuid,
        facts.kind,
        facts.label,
        facts.status,
        facts.imsi,
        facts.msisdn,
        ocs,
        tenant,
        account,
        facts.timeZone,
      ),
    d1.prepare(FORGET).bind(facts.serviceUuid, ocs, tenant, account),
    d1.prepare(FIND).bind(facts.serviceUuid, ocs, tenant, account, addresses),
  ]);
  return (results[0]?.results.length ?? 0) > 0 ? "account_taken" : "written";
}

const TAKEN = `SELECT 1 FROM service
  WHERE ocs = ?1 AND tenant = ?2 AND account = ?3 AND service_uuid <> ?4`;
/** Nothing is written while another service has the account. */
const PUT = `INSERT INTO service (id, ordinal, brand, service_uuid, kind, label, status, imsi,
    msisdn, ocs, tenant, account, time_zone)
  SELECT ?1, (SELECT coalesce(max(ordinal), 0) + 1 FROM service), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
    ?10, ?11, ?12
  WHERE NOT EXISTS (SELECT 1 FROM service
    WHERE ocs = ?9 AND tenant = ?10 AND account = ?11 AND service_uuid <> ?3)
  ON CONFLICT (service_uuid) DO UPDATE SET brand = excluded.brand, kind = excluded.kind,
    label = excluded.label,
    status = excluded.status, imsi = excluded.imsi, msisdn = excluded.msisdn,
    time_zone = excluded.time_zone`;
const OWN = `SELECT id FROM service
  WHERE service_uuid = ?1 AND ocs = ?2 AND tenant = ?3 AND account = ?4`;
const FORGET = `DELETE FROM service_address WHERE service_id IN (${OWN})`;
const FIND = `INSERT OR IGNORE INTO service_address (family, low, prefix, service_id)
  SELECT value ->> 'family', value ->> 'low', value ->> 'prefix', service.id
  FROM json_each(?5) JOIN (${OWN}) AS service`;

function addressOf(text: string) {
  const network = parseNetwork(text);
  if (!network) throw new Error(`not a network: ${text}`);
  const { ip, prefix } = network;
  return { family: ip.family, low: networkOf(ip, prefix), prefix };
}

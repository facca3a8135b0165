/** Services as other systems write and read them (row I4). */
import { asc, eq } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { ServiceFacts, TakenField } from "../../app/ports/register.ts";
import type { ServiceId } from "../../domain/base/ids.ts";
import {
  lastOf,
  networksOf as networksAround,
  parseNetwork,
  spellIp,
} from "../../domain/base/ip-address.ts";
import { serviceAddress } from "./schema-register.ts";
import { FIND, FORGET, PUT, TAKEN } from "./service-facts-sql.ts";

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

/**
 * One batch, so one transaction: the service and its networks change together, or not at all. Each
 * statement asks anew whether a field is taken; once the service is written it has what it asked
 * for, so the later ones find the same answer.
 */
export async function putService(
  d1: D1Database,
  serviceId: ServiceId,
  facts: ServiceFacts,
  networks: readonly string[],
  was: string | null,
): Promise<readonly TakenField[]> {
  const { account, ...rest } = facts;
  const ranges = networks.map(rangeOf);
  const input = JSON.stringify({ id: serviceId, was, ...rest, ...account, networks: ranges });
  const statements = [TAKEN, PUT, FIND, FORGET].map((text) => d1.prepare(text).bind(input));
  const [fields] = await d1.batch<{ field: TakenField }>(statements);
  return (fields?.results ?? []).map(({ field }) => field);
}

/** A network as a range of texts, with all around it: what overlaps is found by the index. */
function rangeOf(text: string) {
  const network = parseNetwork(text);
  if (!network) throw new Error(`not a network: ${text}`);
  const { ip, prefix } = network;
  const around = networksAround(ip).filter((wider) => wider.prefix < prefix);
  return { family: ip.family, low: ip.hex, high: lastOf(ip, prefix), prefix, around };
}

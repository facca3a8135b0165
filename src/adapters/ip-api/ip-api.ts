/**
 * Which service uses an address, by the operator's own API (row R2), over HTTP:
 *
 *     GET <IP_API_URL>?ip=203.0.113.45
 *     Authorization: Bearer <IP_API_TOKEN>
 *
 *     200 {"service_uuid": "<uuid>"}     one service, by the uuid that the register has
 *     200 {"imsi": "<14 or 15 digits>"}  one service, by its IMSI
 *     200 {"services": [ … ]}            none, one or several of these two objects
 *     404                                no service uses it
 *
 * The address is IPv4 with dots, or IPv6 as RFC 5952 writes it. Any other answer counts as silence,
 * also one with an unknown field or a redirect: an API that has changed must not make the portal
 * sell to the wrong service.
 */
import * as z from "zod";
import type {
  AddressAnswer,
  AddressSource,
  ServiceIdentity,
} from "../../app/ports/address-source.ts";
import { parseIp, spellIp } from "../../domain/base/ip-address.ts";

export interface IpApiConfig {
  /** It may have a query of its own. */
  readonly url: string;
  /** Null: the API needs none. Never part of an answer or a log line. */
  readonly token: string | null;
  /** For one call with its body. */
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch;
}

const One = z.union([
  z.strictObject({ service_uuid: z.guid() }),
  z.strictObject({ imsi: z.string().regex(/^\d{14,15}$/) }),
]);
const Answer = z.union([One, z.strictObject({ services: z.array(One).max(1000) })]);

export function createIpApi(config: IpApiConfig): AddressSource {
  return {
    method: "ip_api",
    async ask(text, timeBudgetMs = config.timeoutMs) {
      const ip = parseIp(text);
      if (ip === null) return { kind: "none" };
      const timeoutMs = Math.min(config.timeoutMs, timeBudgetMs);
      try {
        return await call({ ...config, timeoutMs }, spellIp(ip));
      } catch (fault) {
        return silent(fault instanceof Error ? fault.name : "no answer");
      }
    },
  };
}

async function call(config: IpApiConfig, ip: string): Promise<AddressAnswer> {
  const url = new URL(config.url);
  url.searchParams.set("ip", ip);
  const send = config.fetch ?? fetch;
  const response = await send(url, {
    headers: {
      accept: "application/json",
      ...(config.token !== null && { authorization: `Bearer ${config.token}` }),
    },
    // The target of a redirect is not the operator's API, and must not get its token.
    redirect: "manual",
    signal: AbortSignal.timeout(config.timeoutMs),
  });
  // The body is always read, because an unread one keeps the connection busy.
  const body = await response.text();
  if (response.status === 404) return { kind: "none" };
  if (response.status !== 200) return silent(`HTTP ${response.status}`);
  const answer = Answer.safeParse(json(body));
  if (!answer.success) return silent("not an answer of this protocol");
  return only("services" in answer.data ? answer.data.services : [answer.data]);
}

/** A service that is named twice in the same way counts once. */
function only(services: readonly z.infer<typeof One>[]): AddressAnswer {
  const named = new Map(services.map((one) => [JSON.stringify(one).toLowerCase(), nameOf(one)]));
  const [first] = named.values();
  if (first === undefined) return { kind: "none" };
  return named.size > 1 ? { kind: "several" } : { kind: "one", identity: first };
}

const nameOf = (one: z.infer<typeof One>): ServiceIdentity =>
  "imsi" in one ? { imsi: one.imsi } : { serviceUuid: one.service_uuid.toLowerCase() };

const silent = (why: string): AddressAnswer => ({ kind: "silent", why });

/** Undefined for what is not JSON. */
function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

import { ok, type Result } from "../domain/result.ts";
import type { Identification } from "../domain/top-up/state.ts";
import type { AddressAnswer, AddressSource, Named } from "./identify-port.ts";
import type { Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";
import type { Service } from "./register-port.ts";
import { type Identified, signServiceToken } from "./service-token.ts";

/** How a caller says which service it is for; a link goes before the address. */
export interface IdentifyInput {
  readonly ip: string | null;
  readonly link: string | null;
}
export interface IdentifiedService extends Identified {
  readonly service: Service;
  readonly serviceToken: string;
}

/**
 * Finds the service by its signed link or by the requesting address (rows R2, R6). Several
 * at an address are refused, never guessed at; a forged, revoked or older link is refused and does
 * not fall back to the address, which may be another service's.
 */
export async function identify(
  ports: Ports,
  input: IdentifyInput,
): Promise<Result<IdentifiedService, Refusal>> {
  return input.link === null ? byAddress(ports, input.ip) : byLink(ports, input.link, input.ip);
}

async function byLink(
  ports: Ports,
  link: string,
  ip: string | null,
): Promise<Result<IdentifiedService, Refusal>> {
  const payload = await ports.signer.verify("link", link);
  const linkId = payload?.linkId;
  if (typeof linkId !== "string") return no("link_invalid");
  const found = await ports.register.byLink(linkId);
  if (!found || found.version !== payload?.version) return no("link_invalid");
  return identifiedAs(ports, found.service, { method: "link", ip, linkId });
}

/** The register's addresses first; only an address that it has nobody at is asked about outside. */
async function byAddress(
  ports: Ports,
  ip: string | null,
): Promise<Result<IdentifiedService, Refusal>> {
  if (ip === null) return no("service_not_identified");
  const registered = await ports.register.byAddress(ip);
  if (registered.length > 0) return onlyOne(ports, registered, { method: "address", ip });
  return askSources(ports, ip);
}

/**
 * All are asked at once, their answers are taken in order. The first that knows anybody there ends
 * the search, also when it names several, or one whom the register does not know: a weaker source
 * that says otherwise would be a guess. A silent one is passed over.
 */
async function askSources(ports: Ports, ip: string): Promise<Result<IdentifiedService, Refusal>> {
  const asked = ports.addressSources.map((source) => ({
    method: source.method,
    answer: source.ask(ip),
  }));
  for (const { method, answer } of asked) {
    const said = await answer;
    if (said.kind === "silent") ports.log.warn("address_source_silent", { method, why: said.why });
    if (said.kind === "silent" || said.kind === "none") continue;
    return conclude(ports, said, { method, ip });
  }
  return no("service_not_identified");
}

interface Found {
  readonly method: "address" | AddressSource["method"];
  readonly ip: string;
}

async function conclude(ports: Ports, said: AddressAnswer, found: Found) {
  const services = said.kind === "one" ? await registered(ports, said.named) : [];
  if (services.length !== 1) {
    const why = said.kind === "several" ? "several" : `${services.length} in the register`;
    ports.log.warn("address_source_ambiguous", { method: found.method, why });
  }
  return said.kind === "several" ? no("several_services") : onlyOne(ports, services, found);
}

function registered(ports: Ports, named: Named): Promise<readonly Service[]> {
  if ("imsi" in named) return ports.register.byImsi(named.imsi);
  if ("account" in named) return ports.register.byAccount(named.account);
  return ports.register.byUuid(named.serviceUuid);
}

async function onlyOne(
  ports: Ports,
  services: readonly Service[],
  found: Found,
): Promise<Result<IdentifiedService, Refusal>> {
  const [service] = services;
  if (services.length > 1) return no("several_services");
  if (service === undefined) return no("service_not_identified");
  return identifiedAs(ports, service, { ...found, linkId: null });
}

/** The service with its token, which carries how it was found (kept on the top-up as evidence). */
export async function identifiedAs(
  ports: Ports,
  service: Service,
  identifiedBy: Identification,
): Promise<Result<IdentifiedService, Refusal>> {
  const found = { serviceId: service.id, identifiedBy };
  return ok({ ...found, service, serviceToken: await signServiceToken(ports, found) });
}

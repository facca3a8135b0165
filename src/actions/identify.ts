import { ok, type Result } from "../domain/result.ts";
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
 * Finds the service by its signed link or by the requesting address (rows R2, R6). None or several
 * at an address is "not identified", never a guess; a forged, revoked or older link is refused and
 * does not fall back to the address, which may be another service's.
 */
export async function identify(
  ports: Ports,
  input: IdentifyInput,
): Promise<Result<IdentifiedService, Refusal>> {
  return input.link === null ? byAddress(ports, input.ip) : byLink(ports, input.link, input.ip);
}

async function byAddress(
  ports: Ports,
  ip: string | null,
): Promise<Result<IdentifiedService, Refusal>> {
  if (ip === null) return no("service_not_identified");
  const found = await ports.register.byAddress(ip);
  const [service] = found;
  if (service === undefined || found.length > 1) return no("service_not_identified");
  return identified(ports, service, { method: "address", ip, linkId: null });
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
  return identified(ports, found.service, { method: "link", ip, linkId });
}

async function identified(
  ports: Ports,
  service: Service,
  identifiedBy: Identified["identifiedBy"],
): Promise<Result<IdentifiedService, Refusal>> {
  const found = { serviceId: service.id, identifiedBy };
  return ok({ ...found, service, serviceToken: await signServiceToken(ports, found) });
}

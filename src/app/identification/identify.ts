import { ok, type Result } from "../../domain/base/result.ts";
import type { Identification } from "../../domain/top-up/state.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { remaining } from "../base/time-budget.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { askAddressSources } from "./ask-address-sources.ts";
import { type Identified, signServiceToken } from "./service-token.ts";

/** How a caller says which service it is for; a link goes before the address. */
export interface IdentifyInput {
  readonly ip: string | null;
  readonly link: string | null;
  /** The sources outside are waited for no longer than this; ms. Absent: their own time. */
  readonly timeBudgetMs?: number | undefined;
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
  return input.link === null ? byAddress(ports, input) : byLink(ports, input.link, input.ip);
}

async function byLink(
  ports: Ports,
  link: string,
  ip: string | null,
): Promise<Result<IdentifiedService, Refusal>> {
  const found = await knownLink(ports, link);
  if (found === null) return refusal("link_invalid");
  return identifiedAs(ports, found.service, { method: "link", ip, linkId: found.linkId });
}

/** Whose link this is; null: forged, revoked, or of an older version. */
export async function knownLink(
  ports: Ports,
  link: string,
): Promise<{ readonly service: Service; readonly linkId: string } | null> {
  const payload = await ports.signer.verify("link", link);
  const linkId = payload?.linkId;
  if (typeof linkId !== "string") return null;
  const found = await ports.register.byLink(linkId);
  if (!found || found.version !== payload?.version) return null;
  return { service: found.service, linkId };
}

/** The register's addresses first; only where it has nobody the sources outside are asked. */
async function byAddress(
  ports: Ports,
  { ip, timeBudgetMs }: IdentifyInput,
): Promise<Result<IdentifiedService, Refusal>> {
  if (ip === null) return refusal("service_not_identified");
  const startedAt = ports.clock.now();
  const [service, ...others] = await ports.register.byAddress(ip);
  if (others.length > 0) return refusal("several_services");
  if (service) return identifiedAs(ports, service, { method: "address", ip, linkId: null });
  const found = await askAddressSources(ports, ip, remaining(timeBudgetMs, startedAt, ports.clock));
  if (!found.ok) return found;
  const { method } = found.value;
  return identifiedAs(ports, found.value.service, { method, ip, linkId: null });
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

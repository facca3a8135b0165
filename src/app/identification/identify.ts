import { ok, type Result } from "../../domain/base/result.ts";
import type { Caller, Customer } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { remaining } from "../base/time-budget.ts";
import type { Service } from "../ports/register.ts";
import {
  type AddressSourceNeeds,
  askAddressSources,
  type SourceRefusal,
} from "./ask-address-sources.ts";
import { findLink } from "./find-link.ts";
import {
  type Identified,
  type IdentifiedBy,
  type ServiceTokenNeeds,
  signServiceToken,
} from "./service-token.ts";

export type IdentifyNeeds = ServiceTokenNeeds & AddressSourceNeeds;

export interface IdentifyInput {
  /** Goes before the requesting address; null: only the address tells. */
  readonly link: string | null;
  /** The outside sources are waited for no longer than this; ms. Absent: their own time limit. */
  readonly timeBudgetMs?: number | undefined;
  /** Too many asked lately: only what the register says counts, no outside source is asked. */
  readonly isLimited?: boolean;
}
export type IdentifyRefusal = "link_invalid" | SourceRefusal;
export interface IdentifiedService extends Identified {
  readonly service: Service;
  readonly serviceToken: string;
}

/**
 * Finds the service by its signed link or by the requesting address (rows R2, R6). Refuses several
 * services at an address with `several_services`: nothing is guessed. Refuses a forged, revoked or
 * older link with `link_invalid`, and does not fall back to the address, which may be another
 * service's.
 */
export async function identify(
  needs: IdentifyNeeds,
  actor: Customer | Caller,
  { link, timeBudgetMs, isLimited = false }: IdentifyInput,
): Promise<Result<IdentifiedService, Refusal<IdentifyRefusal>>> {
  if (link !== null) return byLink(needs, actor.ip, link);
  return byAddress(needs, actor.ip, { timeBudgetMs, isLimited });
}

async function byLink(
  needs: IdentifyNeeds,
  ip: string | null,
  link: string,
): Promise<Result<IdentifiedService, Refusal<"link_invalid">>> {
  const found = await findLink(needs, link);
  if (found === null) return refusal("link_invalid");
  const { linkId, version: linkVersion } = found;
  const identifiedBy = { method: "link", ip, linkId, linkVersion } as const;
  return ok(await identifiedAs(needs, found.service, identifiedBy));
}

/** The register's addresses first; the outside sources are asked only about others. */
async function byAddress(
  needs: IdentifyNeeds,
  ip: string | null,
  {
    timeBudgetMs,
    isLimited,
  }: Required<Pick<IdentifyInput, "isLimited">> & Pick<IdentifyInput, "timeBudgetMs">,
): Promise<Result<IdentifiedService, Refusal<SourceRefusal>>> {
  if (ip === null) return refusal("service_not_identified");
  const startedAt = needs.clock.now();
  const [service, ...others] = await needs.register.byAddress(ip);
  if (others.length > 0) return refusal("several_services");
  if (service) {
    return ok(await identifiedAs(needs, service, { method: "address", ip, linkId: null }));
  }
  if (isLimited) return refusal("service_not_identified");
  const found = await askAddressSources(needs, ip, remaining(timeBudgetMs, startedAt, needs.clock));
  if (!found.ok) return found;
  const { method } = found.value;
  return ok(await identifiedAs(needs, found.value.service, { method, ip, linkId: null }));
}

/** The service with its token, which carries how it was found (evidence of the top-up). */
export async function identifiedAs(
  needs: ServiceTokenNeeds,
  service: Service,
  identifiedBy: IdentifiedBy,
): Promise<IdentifiedService> {
  const found = { serviceId: service.id, identifiedBy };
  return { ...found, service, serviceToken: await signServiceToken(needs, found) };
}

import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

/** A service of the register with the networks by which it is found. */
export interface RegisteredService {
  readonly service: Service;
  /** As `203.0.113.0/24` or `2001:db8::/64`. */
  readonly networks: readonly string[];
}

/** The service that other systems know by this uuid. Refuses with `forbidden` or `not_found`. */
export async function getRegisteredService(
  { register }: Pick<Ports, "register">,
  actor: Operator,
  { serviceUuid }: { readonly serviceUuid: string },
): Promise<Result<RegisteredService, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "services:read");
  if (!allowed.ok) return allowed;
  const [found = null] = await register.byUuid(serviceUuid);
  const service = seen(actor, found);
  if (service === null) return refusal("not_found");
  return ok({ service, networks: await register.networksOf(service.id) });
}

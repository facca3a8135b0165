import type { ServiceId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { ServiceCursor } from "../ports/read-models.ts";
import { SERVICES_PAGE, servicesAfter } from "./services-after.ts";

export interface ServicesToExport {
  readonly services: readonly ServiceId[];
  /** Where the next page begins; null: this was the last one. */
  readonly next: ServiceId | null;
}

/**
 * The services whose objects an export of the deployment asks, by id, page by page. Refuses with
 * `forbidden`, also a key that has not all brands: a service that the register lost has no brand.
 */
export async function exportServices(
  needs: Pick<Ports, "readModels" | "objects" | "brands" | "log">,
  actor: Operator,
  { after }: { readonly after: ServiceCursor },
): Promise<Result<ServicesToExport, Refusal<"forbidden">>> {
  const allowed = allow(actor, "exports:make");
  if (!allowed.ok) return allowed;
  if (actor.brands !== "all") return refusal("forbidden", { scope: "exports:make" });
  const services = await servicesAfter(needs, after);
  needs.log.info("export_listed", { actor: actor.keyId, after, services: services.length });
  const next = services.length < SERVICES_PAGE ? null : (services.at(-1) ?? null);
  return ok({ services, next });
}

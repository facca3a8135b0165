import type { ServiceId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { ExportedPage } from "../ports/service-object/export.ts";

export interface ExportServiceInput {
  readonly serviceId: ServiceId;
  /** `next` of the page before; null: the first page. */
  readonly after: string | null;
}

/**
 * One page of what a service's object holds. The log keeps who took it. Refuses with `forbidden`,
 * or with `not_found` a service of other brands, and one that no register knows to a key that has
 * not all brands. A service that never sold anything has only its facts.
 */
export async function exportService(
  { objects, register, log }: Pick<Ports, "objects" | "register" | "log">,
  actor: Operator,
  { serviceId, after }: ExportServiceInput,
): Promise<Result<ExportedPage, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "exports:make");
  if (!allowed.ok) return allowed;
  const isSeen = actor.brands === "all" || seen(actor, await register.byId(serviceId));
  if (!isSeen) return refusal("not_found");
  const page = await objects.of(serviceId).exportService({ after });
  const records = page.records.length;
  log.info("exported", { actor: actor.keyId, serviceId, after, records, seq: page.seq });
  return ok(page);
}

import type { ServiceId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Operator, refOf } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { ServiceCursor } from "../ports/read-models.ts";
import { SERVICES_PAGE, servicesAfter } from "./services-after.ts";

export interface ReprojectPageInput {
  readonly reason: string;
  /** The id after which the page begins; empty: the first page. */
  readonly after: ServiceCursor;
}
export interface ReprojectedPage {
  /** How many services of this page have something to send. */
  readonly due: number;
  /** Services whose objects gave no answer: order these again. */
  readonly failed: readonly ServiceId[];
  /** Where the next page begins; null: this was the last one. */
  readonly after: ServiceId | null;
}

type ReprojectPageNeeds = Pick<Ports, "readModels" | "register" | "objects" | "brands" | "log">;

/**
 * D1 was restored: the objects of one page of services are told whether the register has the
 * service closed (decision 18), and send everything again. Pages go by id over all services that D1
 * knows or that ever had an invoice, which a register restored with D1 may not know. One silent
 * object stops no other. Refuses with `reason_needed`, or with `forbidden`, also a key that has not
 * all brands: a service that the register lost has no brand.
 */
export async function reprojectPage(
  needs: ReprojectPageNeeds,
  actor: Operator,
  input: ReprojectPageInput,
): Promise<Result<ReprojectedPage, Refusal<"forbidden" | "reason_needed">>> {
  const allowed = allow(actor, "projection:rebuild");
  if (!allowed.ok) return allowed;
  if (actor.brands !== "all") return refusal("forbidden", { scope: "projection:rebuild" });
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  const { register, objects, log } = needs;
  const order = { actor: refOf(actor), reason: reason.value };
  const { after } = input;
  const page = await servicesAfter(needs, after);
  const statuses = await register.closedStatusOf(page);
  const closedById = new Map(statuses.map(({ serviceId, closed }) => [serviceId, closed]));
  let due = 0;
  const failed: ServiceId[] = [];
  await mapWithConcurrency(page, async (serviceId) => {
    try {
      const closed = closedById.get(serviceId);
      if (closed !== undefined) await objects.of(serviceId).setServiceClosed({ closed });
      if ((await objects.of(serviceId).reproject({ order })) === "due") due += 1;
    } catch (fault) {
      log.error("reproject_failed", fault, { serviceId });
      failed.push(serviceId);
    }
  });
  const next = page.length < SERVICES_PAGE ? null : (page.at(-1) ?? null);
  log.info("reprojected", {
    actor: actor.keyId,
    reason: reason.value,
    after,
    next,
    due,
    failed: failed.length,
  });
  return ok({ due, failed: failed.sort(), after: next });
}

import { ok, type Result } from "../../domain/base/result.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { INVOICE_SEQUENCE } from "../ports/service-objects.ts";

export interface ReprojectOrder {
  readonly actor: string;
  readonly reason: string;
}
export interface ReprojectedPage {
  /** Services of this page that have something to tell. */
  readonly due: number;
  /** Objects that gave no answer: order these again. */
  readonly failed: readonly string[];
  /** Where the next page begins; null: this was the last one. */
  readonly after: string | null;
}

/** One page wakes so many objects: well below what one request of a Worker may call. */
const PAGE = 100;

/** D1 was restored: this service's object tells it everything again. */
export async function reprojectService(
  ports: Ports,
  { serviceId, actor, reason }: ReprojectOrder & { readonly serviceId: string },
): Promise<Result<ReprojectedPage, Refusal>> {
  if (reason.trim() === "") return refusal("reason_needed");
  const order = { actor, reason: reason.trim() };
  const told = await ports.objects.of(serviceId).reproject({ order });
  if (told === "empty") return refusal("not_found");
  ports.log.info("reprojected", { ...order, serviceId });
  return ok({ due: 1, failed: [], after: null });
}

/**
 * The same for all services, a page at a time, by id: those that D1 knows, and those that ever had
 * an invoice, which a register restored with D1 may not know. One silent object stops nothing.
 */
export async function reprojectPage(
  ports: Ports,
  { after, actor, reason }: ReprojectOrder & { readonly after: string },
): Promise<Result<ReprojectedPage, Refusal>> {
  if (reason.trim() === "") return refusal("reason_needed");
  const order = { actor, reason: reason.trim() };
  const [known, numbered] = await Promise.all([
    ports.readModels.knownServices(after, PAGE),
    ports.objects.of(INVOICE_SEQUENCE).numberedServices({ after, limit: PAGE }),
  ]);
  // Ids are ASCII: the order here is the order there.
  const page = [...new Set([...known, ...numbered])].sort().slice(0, PAGE);
  let due = 0;
  const failed: string[] = [];
  await mapWithConcurrency(page, async (serviceId) => {
    try {
      if ((await ports.objects.of(serviceId).reproject({ order })) === "due") due += 1;
    } catch (fault) {
      ports.log.error("reproject_failed", fault, { serviceId });
      failed.push(serviceId);
    }
  });
  const next = page.length < PAGE ? null : (page.at(-1) ?? null);
  ports.log.info("reprojected", { ...order, after, next, due, failed: failed.length });
  return ok({ due, failed: failed.sort(), after: next });
}

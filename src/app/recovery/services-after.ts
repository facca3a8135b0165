import type { ServiceId } from "../../domain/base/ids.ts";
import type { Ports } from "../ports/ports.ts";
import type { ServiceCursor } from "../ports/read-models.ts";

type ServicesAfterNeeds = Pick<Ports, "readModels" | "objects" | "brands">;

/** Services of one page, with two calls each: well below what one request of a Worker may call. */
export const SERVICES_PAGE = 100;

/**
 * A page of all services that D1 knows or that ever had an invoice, by id; a register that was
 * restored with D1 may not know the latter. The default brand may have numbered invoices before D1
 * names it. Any other brand that D1 forgot has to be entered again first (runbook).
 */
export async function servicesAfter(
  { readModels, objects, brands: { configured } }: ServicesAfterNeeds,
  after: ServiceCursor,
): Promise<readonly ServiceId[]> {
  const brands = new Set([configured.id, ...(await readModels.knownBrands())]);
  const lists = await Promise.all([
    readModels.knownServices(after, SERVICES_PAGE),
    ...[...brands].map((brand) =>
      objects.invoiceSequence(brand).numberedServices({ after, limit: SERVICES_PAGE }),
    ),
  ]);
  // Ids are ASCII: they are in the same order here as in D1 and in the objects.
  return [...new Set(lists.flat())].sort().slice(0, SERVICES_PAGE);
}

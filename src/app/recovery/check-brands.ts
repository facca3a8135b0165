import { columnOf } from "../../contract/brand.ts";
import { gapsOf } from "../../contract/brand-gaps.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Raises or closes one finding per brand about what it leaves empty or has as the example. Sales go
 * on: customers only miss whom to ask and who sells. Where D1 is silent the findings stay as they
 * are.
 */
export async function checkBrands(
  { brands, deploymentFindings, log }: Pick<Ports, "brands" | "deploymentFindings" | "log">,
  actor: System,
): Promise<void> {
  try {
    for (const brand of await brands.all()) {
      const gaps = gapsOf(brand).map(({ field, is }) => `${columnOf(field)} is ${is}`);
      const found = { kind: "brand_incomplete", subject: `brand/${brand.id}` } as const;
      if (gaps.length === 0) await deploymentFindings.close(found);
      else await deploymentFindings.raise({ ...found, detail: gaps.join(", ") });
    }
  } catch (fault) {
    log.error("brands_not_checked", fault, { by: actorLabel(actor) });
  }
}

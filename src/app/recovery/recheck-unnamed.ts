import { hasPrefix } from "../../domain/base/ids.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { type OwnerNeeds, ownerOf } from "../payment/ownership/owner-of.ts";
import type { Ports } from "../ports/ports.ts";

export type RecheckUnnamedNeeds = OwnerNeeds &
  Pick<Ports, "deploymentFindings" | "payments" | "log">;

const FINDINGS_PER_SWEEP = 100;

/**
 * Closes the findings about payments of no service that have found one by now, or that an operator
 * has refunded at Stripe. With D1 or Stripe silent they stay open.
 */
export async function recheckUnnamed(needs: RecheckUnnamedNeeds, actor: System): Promise<void> {
  const by = actorLabel(actor);
  try {
    const open = await needs.deploymentFindings.openOf("unnamed_payment", FINDINGS_PER_SWEEP);
    const subjects = open.flatMap(({ subject }) => (hasPrefix("pi", subject) ? [subject] : []));
    await mapWithConcurrency(subjects, async (intentId) => {
      const reading = await needs.payments.readIntent(intentId);
      const isHere = reading !== null && reading.returnedMinor < reading.amount.minor;
      if (isHere && (await ownerOf(needs, reading)) === null) return;
      await needs.deploymentFindings.close({ kind: "unnamed_payment", subject: intentId });
    });
  } catch (fault) {
    needs.log.error("unnamed_not_rechecked", fault, { by });
  }
}

import type { TopUpId } from "../../domain/base/ids.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { ServiceObject } from "../ports/service-object.ts";

/**
 * An operator has approved the payment here, so its review at Stripe is closed as approved and does
 * not have to be decided twice. The top-up goes on without it: what fails is a line in the log.
 */
export async function approveReviewAtStripe(
  { payments, log }: Pick<Ports, "payments" | "log">,
  object: ServiceObject,
  topUpId: TopUpId,
): Promise<void> {
  const review = (await object.loadTopUp({ topUpId }))?.money?.review;
  if (review?.state !== "open") return;
  const { reviewId } = review;
  try {
    await payments.approveReview(reviewId);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn("review_not_approved", { topUpId, reviewId, why: fault.message });
  }
}

import type { Review, ReviewReason } from "./objects.ts";
import { findIntent } from "./payment-intents.ts";
import { badRequest, missing } from "./stripe-error.ts";
import type { World } from "./world.ts";

/** A rule of the merchant, or a person on the dashboard, puts a payment under review. */
export function openReview(world: World, intentId: string): Review {
  const intent = findIntent(world, intentId);
  const charge = world.charges.get(intent.latest_charge ?? "");
  if (!charge?.paid) throw badRequest(`Nothing was paid yet: ${intentId}.`);
  if (intent.review !== null) throw badRequest(`${intentId} has a review already.`);
  const review: Review = {
    object: "review",
    id: world.id("prv_"),
    created: world.nowSeconds(),
    billing_zip: null,
    charge: charge.id,
    closed_reason: null,
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: "rule",
    payment_intent: intentId,
    reason: "rule",
    session: null,
  };
  world.reviews.add(review);
  intent.review = review.id;
  charge.review = review.id;
  world.emit("review.opened", review);
  return review;
}

/** POST /v1/reviews/{id}/approve, or the button on the dashboard. */
export function approveReview(world: World, id: string): Review {
  const review = findReview(world, id);
  if (!review.open) throw badRequest(`This review is already closed: ${id}.`);
  return close(world, review, "approved");
}

/** A payment that was returned, or disputed, needs no review any more. */
export function endReview(world: World, chargeId: string, reason: ReviewReason): void {
  for (const review of world.reviews.under(chargeId)) {
    if (review.open) close(world, review, reason);
  }
}

export function findReview(world: World, id: string): Review {
  const review = world.reviews.get(id);
  if (!review) throw missing("review", id, "review");
  return review;
}

function close(world: World, review: Review, reason: ReviewReason): Review {
  Object.assign(review, { open: false, closed_reason: reason, reason });
  world.emit("review.closed", review);
  return review;
}

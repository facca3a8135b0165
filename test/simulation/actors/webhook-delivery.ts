/** Stripe's webhooks: late, twice, out of order, lost; repeated until the Worker answers. */

import { receiveWebhook } from "../../../src/app/payment/receive-webhook.ts";
import type { StripeEvent } from "../../../src/app/ports/payments.ts";
import { WEBHOOK } from "../../app/actors.ts";
import { MINUTE } from "../world/durations.ts";
import type { World } from "../world/world.ts";

export interface WebhookFaults {
  /** Probability that a webhook is never delivered. */
  lost: number;
  twice: number;
  delayMs: readonly [number, number];
}

const RETRIES_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 300 * MINUTE, 600 * MINUTE];
/**
 * Only webhooks of these types get lost: the sweep finds the same events, or the intent is read
 * again.
 */
const MAY_GET_LOST = /^(payment_intent\.|refund\.|charge\.refunded)/;

export function deliverWebhooks(world: World, faults: WebhookFaults): void {
  const { random, clock } = world;
  world.stripe.onEvent = (event) => {
    world.trace(() => `stripe ${event.type} ${event.intentId}`);
    if (!world.calm && MAY_GET_LOST.test(event.type) && random.chance(faults.lost)) return;
    clock.after(random.skewed(...faults.delayMs), () => deliverEvent(world, event, 0));
    if (random.chance(faults.twice)) {
      clock.after(random.skewed(...faults.delayMs) * 10, () => deliverEvent(world, event, 0));
    }
  };
}

export function deliverEvent(world: World, event: StripeEvent, tries: number): void {
  const body = { rawBody: JSON.stringify(event), signature: "right" };
  world
    .request("webhook", (ports) => receiveWebhook(ports, WEBHOOK, body))
    .then((answer) => {
      const pause = RETRIES_MS[tries];
      if (answer === null && pause !== undefined) {
        world.clock.after(pause, () => deliverEvent(world, event, tries + 1));
      }
    })
    .catch((fault: unknown) => world.trace(() => `webhook: ${fault}`));
}

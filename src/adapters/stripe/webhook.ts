import Stripe from "stripe";
import { BadSignature, type StripeEvent } from "../../app/ports/payments.ts";
import type { StripeConfig } from "./client.ts";
import { thinEvent } from "./stripe-events.ts";

const TOLERANCE_SECONDS = 300;

/**
 * Checks the signature of a webhook over the raw body, and its age by `nowMs` (Unix ms). The library
 * refuses old timestamps only; a webhook from the future would be accepted, and could be replayed
 * until that time. Throws `BadSignature`.
 */
export async function verifyWebhook(
  client: Stripe,
  { webhookSecret: secret, deployment }: Pick<StripeConfig, "webhookSecret" | "deployment">,
  delivery: { rawBody: string; signature: string; nowMs: number },
): Promise<StripeEvent> {
  const { rawBody, signature, nowMs } = delivery;
  // Exactly one time: of several the library takes the last, so an old one could be covered up.
  const times = signature.split(",").filter((part) => /^\s*t=/.test(part));
  const at = /^\s*t=(\d{1,12})$/.exec(times.length === 1 ? (times[0] ?? "") : "")?.[1];
  if (at === undefined) throw new BadSignature("the signature header has no single time");
  if (Math.abs(nowMs / 1000 - Number(at)) > TOLERANCE_SECONDS) {
    throw new BadSignature(`the signature was made at ${at}, too far from now`);
  }
  const crypto = Stripe.createSubtleCryptoProvider();
  let event: Stripe.Event;
  try {
    // 0 switches the library's check of the age off: it was checked above, by the caller's clock.
    event = await client.webhooks.constructEventAsync(rawBody, signature, secret, 0, crypto);
  } catch (thrown) {
    if (thrown instanceof Stripe.errors.StripeSignatureVerificationError) {
      throw new BadSignature("no signature fits the body");
    }
    if (thrown instanceof SyntaxError) throw new BadSignature("the signed body is not JSON");
    throw thrown;
  }
  return thinEvent(event, deployment);
}

import Stripe from "stripe";
import * as z from "zod";
import { BadSignature, type StripeEvent } from "../../app/ports/payments.ts";
import type { StripeConfig } from "./client.ts";
import { thinEvent } from "./stripe-events.ts";

const TOLERANCE_SECONDS = 300;

/**
 * Checks the signature of a webhook over the raw body, and its age by `nowMs` (Unix ms). The
 * library refuses old timestamps only; a webhook from the future would be accepted, and could be
 * replayed until that time. Throws `BadSignature`.
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
  const { signature: helper } = client.webhooks;
  if (helper === null) throw new Error("the library came without its check of signatures");
  try {
    // 0 switches the library's check of the age off: it was checked above, by the caller's clock.
    await helper.verifyHeaderAsync(rawBody, signature, secret, 0, crypto);
  } catch (thrown) {
    if (thrown instanceof Stripe.errors.StripeSignatureVerificationError) {
      throw new BadSignature("no signature fits the body");
    }
    throw thrown;
  }
  return eventIn(rawBody, deployment);
}

const eventSchema = z.looseObject({
  object: z.literal("event"),
  id: z.string(),
  type: z.string(),
  created: z.number(),
  livemode: z.boolean(),
  data: z.looseObject({ object: z.looseObject({}) }),
});
/** docs.stripe.com, event destinations: it names an object and says nothing of it. */
const thinSchema = z.looseObject({
  object: z.literal("v2.core.event"),
  id: z.string(),
  type: z.string(),
  created: z.iso.datetime({ offset: true }),
  livemode: z.boolean(),
});

/**
 * The event in a signed body. A thin event (of a destination that was set up so, on the dashboard)
 * is one that we do nothing about. Whatever else was signed is no event: Stripe would only repeat
 * it, so it is refused like a wrong signature.
 */
function eventIn(rawBody: string, deployment: string): StripeEvent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(rawBody);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw new BadSignature("the signed body is not JSON");
  }
  const snapshot = eventSchema.safeParse(parsed);
  if (snapshot.success) return thinEvent(parsed as Stripe.Event, deployment);
  const thin = thinSchema.safeParse(parsed);
  if (!thin.success) throw new BadSignature("the signed body is no event of Stripe");
  const { id, type, created, livemode } = thin.data;
  const nothing = { intentId: null, metadata: null, refund: null };
  return { id, type: `thin: ${type}`, createdAt: Date.parse(created), livemode, ...nothing };
}

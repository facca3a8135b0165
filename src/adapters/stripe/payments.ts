import type Stripe from "stripe";
import type {
  CancelOrder,
  CreatedIntent,
  NewIntent,
  Payments,
  TaggedIntent,
  WebhookEndpoint,
} from "../../app/ports/payments.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import { type IntentId, toId } from "../../domain/base/ids.ts";
import { EXCLUDED_METHODS, METHOD_OPTIONS } from "../../domain/payment/excluded-methods.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import { isLiveKey, type StripeConfig, stripeClient } from "./client.ts";
import { cardOf, confirmIntent } from "./confirm-intent.ts";
import { chargeOf, intentReading } from "./intent-reading.ts";
import { toStripeMetadata } from "./payment-metadata.ts";
import { createRefund, findRefund, readRefund } from "./refunds.ts";
import { listEvents } from "./stripe-events.ts";
import { notMade, portFault, readFault } from "./stripe-fault.ts";
import { verifyWebhook } from "./webhook.ts";

/** Payments at Stripe, in the API version of stripe-node 23.1.0. */
export function createPayments(config: StripeConfig): Payments {
  const client = stripeClient(config);
  const account: StripeAccount = { client, deployment: config.deployment };
  return {
    livemode: isLiveKey(config.secretKey),
    createIntent: (input) => createIntent(account, input),
    tagIntent: (input) => tagIntent(account, input),
    readIntent: (intentId) => readIntent(account, intentId),
    clientSecret: (intentId) => clientSecret(client, intentId),
    cardOf: (token) => cardOf(client, token),
    confirmIntent: (order) => confirmIntent(client, order),
    cancelIntent: (input) => cancelIntent(account, input),
    createRefund: (order) => createRefund(client, order),
    findRefund: (order) => findRefund(client, order),
    readRefund: (stripeRefundId) => readRefund(client, stripeRefundId),
    approveReview: (reviewId) => approveReview(client, reviewId),
    listWebhookEndpoints: ({ withinMs }) => listWebhookEndpoints(client, withinMs),
    verifyWebhook: (rawBody, signature, nowMs) =>
      verifyWebhook(client, config, { rawBody, signature, nowMs }),
    listEvents: (window) => orPortFault(() => listEvents(client, window, config.deployment)),
  };
}

/** The account at Stripe, and which of the deployments that use it this is. */
interface StripeAccount {
  readonly client: Stripe;
  readonly deployment: string;
}

/** Never with `confirm`, whatever else an intent gets (decision 29). */
async function createIntent(
  { client, deployment }: StripeAccount,
  input: NewIntent,
): Promise<CreatedIntent> {
  const params = {
    amount: input.amount.minor,
    currency: input.amount.currency,
    automatic_payment_methods: { enabled: true },
    excluded_payment_method_types: [...EXCLUDED_METHODS],
    payment_method_options: METHOD_OPTIONS,
    description: input.description,
    metadata: toStripeMetadata(input.metadata, deployment),
    ...(input.statementSuffix === null
      ? {}
      : { statement_descriptor_suffix: input.statementSuffix }),
  };
  try {
    const key = { idempotencyKey: `pi:${input.attemptId}` };
    const intent = await client.paymentIntents.create(params, key);
    const { id, livemode } = intent;
    return { intentId: toId("pi", id), clientSecret: secretOf(intent), livemode };
  } catch (thrown) {
    throw notMade(thrown);
  }
}

/** What a reading of an intent is made of, besides the intent. */
const READ_WITH = ["latest_charge", "review"] as const;

/** Of two deployments that tag one payment at once, Stripe's key lets only the first do it. */
async function tagIntent(
  { client, deployment }: StripeAccount,
  { intentId, metadata }: TaggedIntent,
): Promise<void> {
  await orPortFault(() =>
    client.paymentIntents.update(
      intentId,
      { metadata: toStripeMetadata(metadata, deployment) },
      { idempotencyKey: `tag:${intentId}` },
    ),
  );
}

async function readIntent(
  account: StripeAccount,
  intentId: IntentId,
): Promise<IntentReading | null> {
  let intent: Stripe.PaymentIntent;
  try {
    intent = await account.client.paymentIntents.retrieve(intentId, {
      expand: [...READ_WITH],
    });
  } catch (thrown) {
    if (readFault(thrown).code === "resource_missing") return null;
    throw portFault(thrown);
  }
  return await withDisputes(account, intent);
}

async function withDisputes(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
): Promise<IntentReading> {
  if (!chargeOf(intent)?.disputed) {
    const reading = intentReading(intent, null, account.deployment);
    return { ...reading, ...(await declinesOf(account, intent)) };
  }
  const { data } = await orPortFault(() =>
    account.client.disputes.list({ payment_intent: intent.id, limit: 100 }),
  );
  return intentReading(intent, data, account.deployment);
}

/** Throws when the review could not be approved; one that is closed already stays as it is. */
async function approveReview(client: Stripe, reviewId: string): Promise<void> {
  await orPortFault(() =>
    client.reviews.approve(reviewId, {}, { idempotencyKey: `approve:${reviewId}` }),
  );
}

/**
 * How many cards were declined: the failed charges of an open intent whose last try failed, because
 * the intent itself only shows the last one. One page is far more than it may have.
 */
async function declinesOf(
  { client }: StripeAccount,
  intent: Stripe.PaymentIntent,
): Promise<Pick<IntentReading, "declines">> {
  if (intent.status !== "requires_payment_method" || !intent.last_payment_error) return {};
  const { data } = await orPortFault(() =>
    client.charges.list({ payment_intent: intent.id, limit: 100 }),
  );
  return { declines: data.filter(({ status }) => status === "failed").length };
}

async function clientSecret(client: Stripe, intentId: IntentId): Promise<string> {
  return secretOf(await orPortFault(() => client.paymentIntents.retrieve(intentId)));
}

/**
 * A refusal means that the intent could not be canceled when the key was first used: Stripe
 * replays that answer for 24 hours. So the intent is read, and canceled without a key if it is
 * open by now. Cancelling twice does no harm.
 */
async function cancelIntent(
  account: StripeAccount,
  { keyId, intentId }: CancelOrder,
): Promise<IntentReading> {
  const cancel = (key: { idempotencyKey?: string }) =>
    account.client.paymentIntents.cancel(intentId, { expand: [...READ_WITH] }, key);
  try {
    return await withDisputes(account, await cancel({ idempotencyKey: `cancel:${keyId}` }));
  } catch (thrown) {
    if (thrown instanceof PortFault) throw thrown;
    if (readFault(thrown).code !== "payment_intent_unexpected_state") throw portFault(thrown);
  }
  const reading = await readIntent(account, intentId);
  if (reading === null) throw new PortFault("stripe", `${intentId} is unknown after canceling`);
  if (reading.status !== "open") return reading;
  return await withDisputes(account, await orPortFault(() => cancel({})));
}

/**
 * A restricted key without this permission is answered with 403. An account has at most 16
 * endpoints, so the time for one page is the time for all.
 */
async function listWebhookEndpoints(
  client: Stripe,
  withinMs: number,
): Promise<readonly WebhookEndpoint[] | "forbidden"> {
  const endpoints: WebhookEndpoint[] = [];
  try {
    const once = { timeout: withinMs, maxNetworkRetries: 0 };
    const listed = client.webhookEndpoints.list({ limit: 100 }, once);
    for await (const { url, status, metadata } of listed) {
      const enabled = status === "enabled";
      endpoints.push({ url, enabled, deployment: metadata.deployment ?? null });
    }
  } catch (thrown) {
    if (readFault(thrown).status === 403) return "forbidden";
    throw portFault(thrown);
  }
  return endpoints;
}

function secretOf(intent: Stripe.PaymentIntent): string {
  if (intent.client_secret === null) {
    throw new PortFault("stripe", `${intent.id} came without a client secret`);
  }
  return intent.client_secret;
}

async function orPortFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    throw portFault(thrown);
  }
}

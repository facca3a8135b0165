import type { Intent, IntentStatus, Metadata } from "./objects.ts";
import { badRequest, missing, type StripeRefusal } from "./stripe-error.ts";
import type { Params } from "./validate.ts";
import type { World } from "./world.ts";

/** Smallest amounts in minor units (docs.stripe.com/currencies); 50 where none is published. */
const MINIMUM: Readonly<Record<string, number>> = {
  aed: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
};

export function createIntent(world: World, params: Params): Intent {
  const amount = Number(params.amount);
  const currency = String(params.currency).toLowerCase();
  checkAmount(amount, currency);
  checkSuffix(params.statement_descriptor_suffix);
  const id = world.id("pi_");
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  const intent: Intent = {
    ...EMPTY,
    object: "payment_intent",
    id,
    created: world.nowSeconds(),
    client_secret: `${id}_secret_${world.id("", 25)}`,
    amount,
    amount_received: 0,
    currency,
    automatic_payment_methods: params.automatic_payment_methods ?? {
      enabled: true,
      allow_redirects: "always",
    },
    canceled_at: null,
    cancellation_reason: null,
    description: text(params.description),
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    payment_method_options: params.payment_method_options ?? {},
    last_payment_error: null,
    latest_charge: null,
    metadata: { ...(params.metadata as Metadata | undefined) },
    next_action: null,
    payment_method: null,
    processing: null,
    receipt_email: text(params.receipt_email),
    setup_future_usage: text(params.setup_future_usage),
    statement_descriptor_suffix: text(params.statement_descriptor_suffix),
    status: "requires_payment_method",
  };
  world.intents.add(intent);
  world.emit("payment_intent.created", intent);
  return intent;
}

/** The account's prefix; Stripe writes `KESTREL* TOPUP`. */
const PREFIX = "KESTREL";
/** Stripe's rules of a suffix (docs.stripe.com, statement descriptors). */
function checkSuffix(suffix: unknown): void {
  if (typeof suffix !== "string" || suffix === "") return;
  const refuse = (why: string) =>
    badRequest(`The statement descriptor suffix ${why}`, { param: "statement_descriptor_suffix" });
  if (!/[a-z]/i.test(suffix)) throw refuse("must contain at least one letter.");
  if (/[<>\\'"*]/.test(suffix)) throw refuse(`can't contain < > \\ ' " *.`);
  if (/[^\x20-\x7e\p{Script=Latin}]/u.test(suffix)) throw refuse("must be Latin characters.");
  if (`${PREFIX}* ${suffix}`.length > 22) throw refuse("must be at most 22 with the prefix.");
}

export function updateIntent(world: World, id: string, params: Params): Intent {
  const intent = findIntent(world, id);
  if (params.amount !== undefined) {
    const allowed = ["requires_payment_method", "requires_confirmation", "requires_action"];
    expectStatus(intent, "update", allowed as IntentStatus[]);
    checkAmount(Number(params.amount), intent.currency);
    intent.amount = Number(params.amount);
  }
  if (typeof params.description === "string") intent.description = params.description;
  if (params.metadata !== undefined) mergeMetadata(intent, params.metadata);
  return intent;
}

export function cancelIntent(world: World, id: string, params: Params): Intent {
  const intent = findIntent(world, id);
  expectStatus(intent, "cancel", [
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
  ]);
  intent.status = "canceled";
  intent.canceled_at = world.nowSeconds();
  intent.next_action = null;
  const reason = params.cancellation_reason;
  intent.cancellation_reason = typeof reason === "string" ? reason : null;
  world.emit("payment_intent.canceled", intent);
  return intent;
}

export function findIntent(world: World, id: string, param = "intent"): Intent {
  const intent = world.intents.get(id);
  if (!intent) throw missing("payment_intent", id, param);
  return intent;
}

/** Throws `payment_intent_unexpected_state` with the intent inside. */
export function expectStatus(
  intent: Intent,
  operation: "cancel" | "confirm" | "update",
  allowed: readonly IntentStatus[],
): void {
  if (allowed.includes(intent.status)) return;
  const done = { cancel: "canceled", confirm: "confirmed", update: "updated" }[operation];
  throw unexpected(
    intent,
    `You cannot ${operation} this PaymentIntent because it has a status of ${intent.status}. ` +
      `Only a PaymentIntent with one of the following statuses may be ${done}: ` +
      `${allowed.join(", ")}.`,
  );
}

function unexpected(intent: Intent, message: string): StripeRefusal {
  const code = "payment_intent_unexpected_state";
  return badRequest(message, { code, payment_intent: structuredClone(intent) });
}

/** Merges metadata by key; an empty text deletes the key, an empty `metadata` all keys. */
export function mergeMetadata(thing: { metadata: Metadata }, change: unknown): void {
  if (change === null || change === "") {
    thing.metadata = {};
    return;
  }
  for (const [key, value] of Object.entries(change as Metadata)) {
    if (value === "") delete thing.metadata[key];
    else thing.metadata[key] = value;
  }
}

function checkAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw badRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  }
  if (amount > 99_999_999) {
    throw badRequest("Amount must be no more than 999,999.99.", {
      code: "amount_too_large",
      param: "amount",
    });
  }
  if (!/^[a-z]{3}$/.test(currency)) {
    throw badRequest(`Invalid currency: ${currency}.`, { param: "currency" });
  }
  const least = MINIMUM[currency] ?? 50;
  if (amount < least) {
    throw badRequest(`Amount must be at least ${least} ${currency} (minor units).`, {
      code: "amount_too_small",
      param: "amount",
    });
  }
}

const EMPTY = {
  allowed_payment_method_types: null,
  amount_capturable: 0,
  application: null,
  application_fee_amount: null,
  capture_method: "automatic_async",
  confirmation_method: "automatic",
  customer: null,
  customer_account: null,
  excluded_payment_method_types: null,
  livemode: false,
  managed_payments: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ["card"],
  payment_record: null,
  review: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  transfer_group: null,
};

/**
 * The native API, for the portal's script and for mobile apps. Snake case on the wire, amounts in
 * minor units, instants as RFC 3339 in UTC. Unknown fields are refused on every route here: they
 * are money routes, and a misspelt field must not be ignored.
 */
import * as z from "zod";
import { TOP_UP_STATES } from "../domain/top-up/states.ts";

export const amount = z.strictObject({
  minor: z.int().nonnegative().meta({ description: "Minor units, as Stripe counts them" }),
  currency: z.string().regex(/^[a-z]{3}$/),
});
const instant = z.iso.datetime();
const token = z.string().min(1).max(2048);
/** BCP 47; emails are written in it, so a wrong one must be refused here. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
const word = (max: number) => z.string().trim().min(1).max(max);

export const offerView = z.strictObject({
  id: z.string(),
  kind: z.literal("days"),
  name: z.string(),
  currency: z.string(),
  unit_minor: z.int(),
  tiers: z.array(z.strictObject({ from: z.int(), unit_minor: z.int() })),
  min_quantity: z.int(),
  max_quantity: z
    .int()
    .meta({ description: "The most that may be sold now; lower near the horizon" }),
  end_rule: z.enum(["exact", "end_of_day"]),
});

/** The query of GET /api/service. Only the token of a typed number is accepted here. */
export const serviceQuery = z.object({
  link: token.optional(),
  service_token: token.optional(),
});

/** A top-up of this service that was paid a few minutes ago (row P10). */
export const recentTopUp = z.strictObject({
  id: z.string(),
  paid_at: instant,
  quantity: z.int(),
  price: amount,
  transaction_id: z.string().nullable(),
  new_expiry: instant.nullable(),
});

/** An unfinished top-up of this service. */
export const openTopUp = z.strictObject({
  id: z.string(),
  state: z.enum(TOP_UP_STATES),
  own: z.boolean().meta({ description: "Whether this session made it" }),
  quantity: z.int(),
  price: amount,
});

/** GET /api/service: by requesting address, or by `?link=`. */
export const serviceView = z.strictObject({
  /** `weak`: the customer typed a number; no balance, date or top-ups are shown (row R3). */
  identification: z.enum(["strong", "weak"]),
  service: z.strictObject({
    id: z.string(),
    label: z.string(),
    kind: z.enum(["mobile_data", "hotspot_dongle", "fixed_wireless"]),
    status: z.enum(["active", "suspended", "closed"]),
    last_digits: z.string().nullable(),
    time_zone: z.string(),
  }),
  /** Proof of identification for the next requests; 15 minutes. */
  service_token: token,
  balance: z.strictObject({
    /** `pending`: the OCS has not answered yet; `hidden`: weak identification. */
    state: z.enum(["read", "stale", "pending", "unreadable", "hidden"]),
    read_at: instant.nullable(),
    expiry: instant.nullable(),
    unlimited: z.boolean(),
    /** The instant from which further days count: the expiry if it is ahead, otherwise now. */
    base: instant.nullable(),
  }),
  /** Why nothing can be bought now; null: it can. */
  blocked: z.string().nullable(),
  offers: z.array(offerView),
  /** One per offer, valid for every quantity of it. */
  quotes: z.record(z.string(), z.strictObject({ quote: token, expires_at: instant })),
  open_top_ups: z.array(openTopUp),
  /** The newest one paid within the last minutes: the page asks before it is paid again. */
  recent_top_up: recentTopUp.nullable(),
  livemode: z.boolean(),
});

/** POST /api/quotes */
export const quoteRequest = z.strictObject({
  service_token: token,
  offer_id: z.string(),
  quantity: z.int().positive(),
});
export const quoteView = z.strictObject({
  quote: token,
  expires_at: instant,
  offer_id: z.string(),
  quantity: z.int(),
  amount,
  new_expiry: instant.nullable().meta({ description: "Null for a weak identification" }),
});

/** `Idempotency-Key`: the caller's once-only token; 8 to 200 visible ASCII characters. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{8,200}$/);

/** POST /api/top-ups, with `Idempotency-Key`. The key does not bind the billing details. */
export const topUpRequest = z.strictObject({
  service_token: token,
  quote: token,
  offer_id: z.string(),
  quantity: z.int().positive(),
  amount,
  allow_repeat: z
    .boolean()
    .default(false)
    .meta({ description: "Pay again, although a top-up of this service was paid minutes ago" }),
  consent: z
    .boolean()
    .default(false)
    .meta({ description: "The customer ticked the sentence on withdrawal, where it is asked" }),
  customer: z.strictObject({
    first_name: word(100),
    last_name: word(100),
    email: z.email().max(254),
    locale: z
      .string()
      .max(35)
      .refine(isLocale, "is not a language tag, for example en or de-CH")
      .default("en"),
  }),
});

/** Every path of a top-up names its service too: `/api/top-ups/{service_id}/{id}`. */
export const topUpView = z.strictObject({
  id: z.string(),
  state: z.enum(TOP_UP_STATES),
  unconfirmed: z.boolean(),
  service_id: z.string(),
  service_label: z.string(),
  service_kind: z.string(),
  quantity: z.int(),
  price: amount,
  new_expiry: instant.nullable(),
  time_zone: z.string(),
  transaction_id: z.string().nullable(),
  email_masked: z.string().nullable().optional().meta({
    description:
      "Null: the payer gave no address, or was erased; absent in a push frame, which all pages get",
  }),
  /** `unsure`: sent once, and the email service did not answer whether it took it. */
  receipt: z.enum(["none", "on_its_way", "sent", "unsure"]),
  paid_at: instant.nullable(),
  payment_method: z.string().nullable(),
  decline_code: z.string().nullable(),
  may_request_refund: z.boolean(),
  refund_by: instant.nullable(),
  return_reason: z.string().nullable(),
  refund: z
    .strictObject({ minor: z.int(), currency: z.string(), reference: z.string().nullable() })
    .nullable(),
  since: instant,
  livemode: z.boolean(),
  own: z.boolean().optional().meta({
    description: "Whether this session made it; absent in a push frame, which all pages get",
  }),
});

/** 201 for a new top-up, 200 for a repeated one. */
export const topUpCreated = z.strictObject({
  top_up: topUpView,
  /** For Stripe.js or a native payment sheet; null when nothing can be paid any more. */
  client_secret: z.string().nullable(),
  /** The page of this top-up; also the return address after 3-D Secure. */
  url: z.string(),
});

/** RFC 9457. `code` is a row of the error table. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().meta({ description: "For developers: what is wrong, and the remedy" }),
  customer_message: z.string().meta({ description: "For the person who pays" }),
  request_id: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  /** The present state, where it helps: `wrong_state`, `top_up_open`, `already_paid`. */
  top_up: z.string().optional(),
  service_id: z.string().optional(),
  state: z.string().optional(),
  /** What the key lacks, for `forbidden`. */
  scope: z.string().optional(),
  price: amount.optional(),
  quote: token.optional(),
});

/** POST …/sync, …/cancel, …/refund carry nothing. */
export const nothing = z.strictObject({});

/** GET /api/health: the configuration is valid and the Worker answers; nothing else is asked. */
export const healthView = z.strictObject({ status: z.literal("ok"), livemode: z.boolean() });

export type ServiceView = z.infer<typeof serviceView>;
export type OpenTopUpJson = z.infer<typeof openTopUp>;
export type QuoteView = z.infer<typeof quoteView>;
export type TopUpRequestBody = z.infer<typeof topUpRequest>;
export type TopUpJson = z.infer<typeof topUpView>;
export type TopUpCreated = z.infer<typeof topUpCreated>;
export type Problem = z.infer<typeof problem>;

/** A push frame on the socket: the same top-up, the moment its state changed. */
export const pushFrame = z.strictObject({ type: z.literal("top_up"), top_up: topUpView });
export type PushFrame = z.infer<typeof pushFrame>;

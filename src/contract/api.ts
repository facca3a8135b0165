/**
 * The native API, for the portal's script and for mobile apps. Snake case on the wire, amounts in
 * minor units, instants as RFC 3339 in UTC. Unknown fields are refused on every route here: they
 * are money routes, and a misspelt field must not be ignored.
 */
import * as z from "zod";
import { OFFER_KINDS } from "../domain/base/offer-kind.ts";
import { TOP_UP_STATES } from "../domain/top-up/states.ts";
import { RESOLVING_REASONS } from "../domain/top-up/top-up.ts";
import { humanCheckToken, humanCheckWidget } from "./human-check.ts";
import { emailAddress, visible } from "./person.ts";
import { refundOfTopUp } from "./refund.ts";
import { statesInWords } from "./state-meanings.ts";

const described = (description: string) => ({ description });

export const amount = z
  .strictObject({
    minor: z.int().nonnegative().meta(described("Minor units, as Stripe counts them")),
    currency: z
      .string()
      .regex(/^[a-z]{3}$/)
      .meta(described("ISO 4217 in lower case")),
  })
  .meta({ id: "Amount" });
const instant = z.iso.datetime();
export const token = z.string().min(1).max(2048);
const topUpState = z.enum(TOP_UP_STATES).meta({ id: "TopUpState", description: statesInWords() });
/** BCP 47; emails are written in it, so a wrong one must be refused here. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
const word = (max: number) => z.string().trim().min(1).max(max);
const offerKind = z
  .enum(OFFER_KINDS)
  .meta(described("Of what was bought: what `quantity` counts. More kinds may come"));

export const offerView = z
  .strictObject({
    id: z.string(),
    kind: z.literal("days"),
    name: z.string(),
    currency: z.string(),
    unit_minor: z.int(),
    tiers: z.array(z.strictObject({ from: z.int(), unit_minor: z.int() })),
    min_quantity: z.int(),
    max_quantity: z.int().meta(described("The most that may be sold now; lower near the horizon")),
    end_rule: z.enum(["exact", "end_of_day"]),
  })
  .meta({ id: "Offer", description: "What can be bought" });

/** A top-up of this service that was paid a few minutes ago (row P10). */
export const recentTopUp = z
  .strictObject({
    id: z.string(),
    paid_at: instant,
    offer_kind: offerKind,
    quantity: z.int(),
    price: amount,
    transaction_id: z.string().nullable(),
    under_review: z
      .literal(true)
      .optional()
      .meta(described("A person decides about it first; absent: its days are being added")),
    new_expiry: instant.nullable(),
  })
  .meta({
    id: "RecentTopUp",
    description: "A top-up of this service that was paid a few minutes ago",
  });

/** An unfinished top-up of this service. */
export const openTopUp = z
  .strictObject({
    id: z.string(),
    state: topUpState,
    own: z.boolean().meta(described("Whether this session made it")),
    offer_kind: offerKind,
    quantity: z.int(),
    price: amount,
  })
  .meta({ id: "OpenTopUp", description: "Unfinished: this session's own, or paid by another" });

/** A service, and what may be bought for it. */
const serviceFacts = z.strictObject({
  identification: z
    .enum(["strong", "weak"])
    .meta(described("`weak`: no proof; no balance, date or top-ups of others are shown")),
  service: z.strictObject({
    id: z.string(),
    label: z.string(),
    kind: z.enum(["mobile_data", "hotspot_dongle", "fixed_wireless"]),
    status: z.enum(["active", "suspended", "closed"]),
    last_digits: z.string().nullable(),
    time_zone: z.string(),
  }),
  service_token: token.meta(described("Proof of identification for 15 minutes")),
  balance: z.strictObject({
    state: z
      .enum(["read", "stale", "pending", "unreadable", "hidden"])
      .meta(described("`stale`: an earlier reading; `pending`: no answer yet; `hidden`: weak")),
    read_at: instant.nullable(),
    expiry: instant.nullable().meta(described("Null: no days are left, or see `state`")),
    unlimited: z.boolean().meta(described("Not counted while it lasts")),
    base: instant
      .nullable()
      .meta(described("From which further days count: the expiry if it is ahead, otherwise now")),
  }),
  blocked: z
    .string()
    .nullable()
    .meta(described("The code that a purchase would be refused with now; null: it can be bought")),
  offers: z.array(offerView),
  quotes: z
    .record(z.string(), z.strictObject({ quote: token, expires_at: instant }))
    .meta(described("By offer id; each is good for every quantity of its offer")),
  open_top_ups: z.array(openTopUp),
  recent_top_up: recentTopUp
    .nullable()
    .meta(described("Ask before the customer pays again; then send `allow_repeat`")),
  livemode: z.boolean().meta(described("False: test mode, no money moves")),
});

const address = z.url().nullable();
/** What has to be shown to a customer beside the button of Pay; null: there is none. */
export const conditions = z.strictObject({
  consent: z
    .strictObject({
      name: z.string().meta(described("Of this wording; the top-up keeps it")),
      sentence: z.string().meta(described("In the language of the customer")),
    })
    .nullable()
    .meta(
      described(
        "Show the sentence with a box that is not ticked, and send `consent: true` once it is; " +
          "null: nothing is asked",
      ),
    ),
  terms_url: address,
  refund_policy_url: address,
  privacy_url: address,
});

/** GET /api/service: by requesting address, or by `?link=`. */
export const serviceView = serviceFacts
  .extend({ conditions: conditions.meta(described("The brand's, to show before paying")) })
  .meta({ id: "ServiceView" });

/** The answer of POST /api/quotes. */
export const quoteView = z
  .strictObject({
    quote: token,
    expires_at: instant,
    offer_id: z.string(),
    quantity: z.int(),
    price: amount,
    new_expiry: instant.nullable().meta(described("Null for a weak identification")),
  })
  .meta({ id: "QuoteView" });

/** POST /api/top-ups, with `Idempotency-Key`. The key does not bind the billing details. */
export const topUpRequest = z
  .strictObject({
    service_token: token,
    quote: token,
    offer_id: z.string(),
    quantity: z.int().min(1),
    price: amount.meta(
      described("What the customer agreed to pay, which must be the quoted price"),
    ),
    allow_repeat: z
      .boolean()
      .default(false)
      .meta(described("Pay again, although a top-up of this service was paid minutes ago")),
    consent: z
      .boolean()
      .default(false)
      .meta(described("Needed where `conditions.consent` is not null: its sentence was ticked")),
    human_check: humanCheckToken,
    customer: z.strictObject({
      first_name: visible(word(100)),
      last_name: z.string().trim().max(100).meta(described("May be empty")),
      email: emailAddress,
      locale: z
        .string()
        .max(35)
        .refine(isLocale, "is not a language tag, for example en or de-CH")
        .default("en"),
    }),
  })
  .meta({ id: "TopUpRequest" });

/** Every path of a top-up names its service too: `/api/top-ups/{service_id}/{id}`. */
export const topUpView = z
  .strictObject({
    id: z.string(),
    state: topUpState,
    unconfirmed: z.boolean().meta(described("Sent, and the OCS gave no answer yet")),
    service_id: z.string(),
    service_label: z.string(),
    service_kind: z.string(),
    offer_kind: offerKind,
    quantity: z.int(),
    price: amount,
    new_expiry: instant.nullable().meta(described("The frozen end, once the credit is granted")),
    time_zone: z.string(),
    transaction_id: z.string().nullable(),
    email_masked: z.string().nullable().optional().meta({
      description:
        "Null: the payer gave no address, or was erased; absent in a push frame, which all get",
    }),
    receipt: z
      .enum(["none", "on_its_way", "sent", "unsure"])
      .meta(described("`unsure`: sent once, and the email service did not say whether it took it")),
    paid_at: instant.nullable(),
    payment_method: z.string().nullable(),
    decline_code: z.string().nullable(),
    may_request_refund: z.boolean(),
    refund_by: instant
      .nullable()
      .meta(described("Refunded by itself if it is not credited by then")),
    resolving_reason: z
      .enum(RESOLVING_REASONS)
      .nullable()
      .meta(described("Why its credit is not waited for any more; null: it is, or is not granted")),
    return_reason: z.string().nullable().meta(described("Why it is refunded; null: it is not")),
    refund: refundOfTopUp.nullable(),
    since: instant.meta(described("When it entered its state")),
    livemode: z.boolean(),
    own: z.boolean().optional().meta({
      description: "Whether this session made it; absent in a push frame, which all pages get",
    }),
  })
  .meta({ id: "TopUpView" });

/** 201 for a new top-up, 200 for a repeated one. */
export const topUpCreated = z
  .strictObject({
    top_up: topUpView,
    payment_intent_id: z
      .string()
      .nullable()
      .meta(described("Stripe's; null: another session asks, or nothing can be paid")),
    url: z.url().meta(described("The top-up's page; also the return address after 3-D Secure")),
  })
  .meta({ id: "TopUpCreated" });

const fieldError = z.strictObject({
  field: z.string().meta(described("Path of the field, for example `customer.email`")),
  message: z.string(),
  min: z.number().optional().meta(described("Least value or length, inclusive")),
  max: z.number().optional().meta(described("Greatest value or length, inclusive")),
});

/** RFC 9457. `code` is a row of the error table. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().meta(described("For developers: what is wrong, and the remedy")),
    customer_message: z.string().meta(described("For the person who pays, in their language")),
    request_id: z.string(),
    errors: z.array(fieldError).optional(),
    top_up_id: z.string().optional().meta(described("The top-up that is in the way, or this one")),
    service_id: z.string().optional(),
    state: topUpState.optional(),
    scope: z.string().optional().meta(described("With `forbidden`: what the key lacks")),
    price: amount.optional().meta(described("With `price_changed`: the present price")),
    quote: token.optional().meta(described("With `price_changed`: a quote of that price")),
    human_check: humanCheckWidget.optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457; `code` is what programs compare" });

/** POST …/sync, …/cancel, …/refund carry nothing. */
export const nothing = z.strictObject({});

export type ServiceView = z.infer<typeof serviceFacts>;
export type ServiceAnswer = z.infer<typeof serviceView>;
export type ConditionsJson = z.infer<typeof conditions>;
export type OpenTopUpJson = z.infer<typeof openTopUp>;
export type QuoteView = z.infer<typeof quoteView>;
export type TopUpRequestBody = z.infer<typeof topUpRequest>;
export type TopUpJson = z.infer<typeof topUpView>;
export type TopUpCreated = z.infer<typeof topUpCreated>;
export type Problem = z.infer<typeof problem>;

/** A push frame on the socket: the same top-up, the moment its state changed. */
export const pushFrame = z
  .strictObject({ type: z.literal("top_up"), top_up: topUpView })
  .meta({ id: "PushFrame" });
export type PushFrame = z.infer<typeof pushFrame>;

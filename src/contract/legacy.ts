/**
 * The legacy routes, field for field as older systems know them (row I1). Unknown fields are
 * tolerated here, ids are numbers, and a failure says `Reason` with a capital R.
 */
import * as z from "zod";
import { toId } from "../domain/base/ids.ts";
import { ok, type Result, refuse } from "../domain/base/result.ts";

/** POST /oam/topup_dongle. */
const dongleTopUp = z.object({
  service_uuid: z.string().trim().min(1).max(64),
  imsi: z.string().trim().min(1).max(32),
  days: z.int().positive().max(100_000),
  payment_intent_id: z
    .string()
    .regex(/^pi_\w{1,250}$/)
    .transform((text) => toId("pi", text)),
  /** The decimal text as it was sent, never a float. */
  topup_amount: z.string().regex(/^\d{1,12}(\.\d{1,17})?$/),
});
export type DongleTopUp = Readonly<z.infer<typeof dongleTopUp>>;

/** A body of the wrong shape that names a payment: the payment must not be lost with it. */
export interface MalformedTopUp {
  readonly payment_intent_id: DongleTopUp["payment_intent_id"];
  /** The sentence that names every missing or wrong field. */
  readonly wrong: string;
  /** What of the rest has the right shape; null: missing or wrong. */
  readonly service_uuid: string | null;
  readonly imsi: string | null;
}
export const isWhole = (asked: DongleTopUp | MalformedTopUp): asked is DongleTopUp =>
  !("wrong" in asked);

/**
 * Reads a body. Refuses one that names no payment, with one sentence that names every missing or
 * wrong field.
 */
export function readDongleTopUp(text: string): Result<DongleTopUp | MalformedTopUp, string> {
  let body: unknown;
  try {
    if (isNestedTooDeeply(text)) return refuse("The body is nested too deeply");
    body = withAmountAsSent(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return refuse("The body is not JSON");
  }
  const parsed = dongleTopUp.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  const names = parsed.error.issues.map((issue) => issue.path.join(".") || "body");
  const wrong = `Missing or invalid: ${[...new Set(names)].join(", ")}`;
  const { payment_intent_id, service_uuid, imsi } = dongleTopUp.shape;
  const given = isRecord(body) ? body : {};
  const payment = payment_intent_id.safeParse(given.payment_intent_id);
  if (!payment.success) return refuse(wrong);
  return ok({
    payment_intent_id: payment.data,
    wrong,
    service_uuid: service_uuid.safeParse(given.service_uuid).data ?? null,
    imsi: imsi.safeParse(given.imsi).data ?? null,
  });
}

const MAX_DEPTH = 32;

/** A reviver of `JSON.parse` is called on the stack, one call per level: too many overflow it. */
function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth += 1;
    if (token === "]" || token === "}") depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** `JSON.parse` alone would turn 69.999999999999999999 into 70, and that into money. */
function withAmountAsSent(text: string): unknown {
  const body: unknown = JSON.parse(text);
  const source = (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" ? (context?.source ?? String(value)) : value;
  const asSent: unknown = JSON.parse(text, source);
  return isRecord(body) && isRecord(asSent) && asSent.topup_amount !== undefined
    ? { ...body, topup_amount: asSent.topup_amount }
    : body;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const legacyDone = z.strictObject({
  result: z.literal("OK"),
  status: z.literal(200),
  provision_id: z.int(),
  payment_intent_id: z.string(),
  service_uuid: z.string(),
  invoice_id: z.int(),
});
/** Not decided yet; the caller repeats the same request. */
export const legacyPending = z.strictObject({
  result: z.literal("Pending"),
  status: z.literal(202),
  provision_id: z.int(),
});
/** `status` is the HTTP status too. */
export const legacyFailed = z.strictObject({
  result: z.literal("Failed"),
  Reason: z.string(),
  status: z.int().min(400).max(599),
});
export const legacyAnswer = z.discriminatedUnion("result", [
  legacyDone,
  legacyPending,
  legacyFailed,
]);
export type LegacyFailed = z.infer<typeof legacyFailed>;
export type LegacyAnswer = z.infer<typeof legacyAnswer>;

/**
 * GET /oam/usage. `alias`: other numbers of the same form stand for both. `masked`: digits and
 * characters but the last four are stars.
 */
export const legacyUsage = z.strictObject({
  imsi: z.string().nullable(),
  service: z.strictObject({
    service_uuid: z.string(),
    service_name: z.string(),
    service_status: z.enum(["Active", "Suspended", "Closed"]),
  }),
  balance: z.strictObject({
    /** Whole seconds, UTC; null: nothing is left, or it has no end. */
    expiry: z.iso.datetime().nullable(),
    /** Data is unlimited while it lasts. */
    unlimited: z.boolean(),
  }),
  requestingIp: z.string(),
});
export type LegacyUsage = z.infer<typeof legacyUsage>;

/**
 * GET /crm/provision/provision_id/{id}. Here `status` is the job's own number, not the HTTP status;
 * a failure is a `legacyFailed`, whose `status` is the HTTP status.
 */
export const legacyJob = z.strictObject({
  provision_id: z.int(),
  playbook: z.string(),
  status: z.int().meta({ description: "0 success, 1 running, 2 failed" }),
  outcome: z.string(),
  service_id: z.string(),
  top_up_id: z.string(),
  started: z.iso.datetime(),
  ended: z.iso.datetime().nullable(),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      outcome: z.string(),
      first: z.iso.datetime(),
      last: z.iso.datetime(),
      times: z.int(),
    }),
  ),
});
export type LegacyJob = z.infer<typeof legacyJob>;

/**
 * The events that go out as webhooks. A body is thin: which event, of which type, when, and ids;
 * never a person's name, email, number or address. Who receives it asks the API for more. A type,
 * once deployed, keeps its meaning, and fields are only added to its `data`.
 */
import * as z from "zod";

const alert = z.strictObject({
  /** The rule, as the runbook's headings have it. */
  alert: z.string(),
  severity: z.enum(["warning", "critical"]),
  opened_at: z.iso.datetime(),
  /** What the rule says, in English; the same text for every alert of the rule. */
  summary: z.string(),
});

export const WEBHOOK_EVENTS = {
  "alert.opened": { what: "an alert of this deployment was opened", data: alert },
  "alert.reminded": { what: "an alert is still open after hours", data: alert },
  "alert.recovered": {
    what: "what an alert was about is over",
    data: alert.extend({ recovered_at: z.iso.datetime() }),
  },
  "webhook.test": {
    what: "an operator tries an endpoint out",
    data: z.strictObject({ endpoint_id: z.string() }),
  },
} as const satisfies Readonly<Record<string, { what: string; data: z.ZodType }>>;

export type WebhookType = keyof typeof WEBHOOK_EVENTS;
export type WebhookData<T extends WebhookType> = z.infer<(typeof WEBHOOK_EVENTS)[T]["data"]>;

export const WEBHOOK_TYPES = Object.keys(WEBHOOK_EVENTS) as WebhookType[];
/** What an endpoint may listen to: a type, a whole group (`alert.*`), or everything. */
export const WEBHOOK_SELECTORS: readonly string[] = [
  "*",
  ...new Set(WEBHOOK_TYPES.map((type) => `${type.split(".")[0]}.*`)),
  ...WEBHOOK_TYPES,
];

/** Whether an endpoint with these selectors hears this type. */
export const hears = (selectors: readonly string[], type: string): boolean =>
  selectors.some((one) => one === "*" || one === type || one === `${type.split(".")[0]}.*`);

/** The body of a delivery. */
export const webhookBody = z.strictObject({
  id: z.string(),
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});

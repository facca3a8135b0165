/** Endpoints of webhooks, as `npm run operator -- webhook` sends and shows them. */
import * as z from "zod";
import { WEBHOOK_SELECTORS } from "./webhook-events.ts";

const reason = z.string().trim().max(1000).default("");
const instant = z.iso.datetime().nullable();

export const endpointOrder = z.strictObject({
  reason,
  url: z.string().trim().max(1000),
  description: z.string().trim().max(200).default(""),
  /** Types, groups (`alert.*`) or `*`. */
  types: z.array(z.string()).min(1).max(WEBHOOK_SELECTORS.length),
  /** Absent: of the deployment and of all brands. */
  brand: z.string().optional(),
});
export const rotateEndpointOrder = z.strictObject({
  reason,
  /** How long the secret before signs too; whole hours. */
  overlap_hours: z.int().min(0).max(168).default(24),
});
export const endpointReason = z.strictObject({ reason });
export const redeliverOrder = z.strictObject({ event_id: z.string() });

export const endpointView = z.strictObject({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  types: z.array(z.string()),
  /** Null: all brands. */
  brand: z.string().nullable(),
  enabled: z.boolean(),
  /** `operator`, or `failing` after days; null: it is enabled. */
  disabled_because: z.string().nullable(),
  failing_since: instant,
  /** How many secrets sign at present. */
  secrets: z.int(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
  last_change: z
    .strictObject({
      at: z.iso.datetime(),
      actor: z.string(),
      action: z.string(),
      reason: z.string(),
    })
    .nullable(),
});
export const endpointsView = z.strictObject({ endpoints: z.array(endpointView) });
/** The secret is told once. */
export const endpointWithSecretView = z.strictObject({
  endpoint: endpointView,
  secret: z.string(),
});
export const changedEndpointView = z.strictObject({ endpoint: endpointView });
export const deliveriesView = z.strictObject({
  deliveries: z.array(
    z.strictObject({
      event_id: z.string(),
      type: z.string(),
      attempt: z.int(),
      outcome: z.string(),
      /** Null: nothing came back. */
      status: z.int().nullable(),
      took_ms: z.number(),
      at: z.iso.datetime(),
      next_at: instant,
    }),
  ),
});
export const dueEventView = z.strictObject({ event_id: z.string() });

export type EndpointJson = z.infer<typeof endpointView>;
export type EndpointsJson = z.infer<typeof endpointsView>;
export type EndpointWithSecretJson = z.infer<typeof endpointWithSecretView>;
export type ChangedEndpointJson = z.infer<typeof changedEndpointView>;
export type DeliveriesJson = z.infer<typeof deliveriesView>;
export type DueEventJson = z.infer<typeof dueEventView>;

/**
 * The operator's door, for `npm run resolve` until there is a console. Bearer token. The bodies
 * hold personal data of payers: for our staff only.
 */
import * as z from "zod";
import { topUpView } from "./api.ts";

/** A missing reason is answered with `reason_needed`, so it is not refused by form here. */
export const operatorOrder = z.strictObject({
  actor: z.string().trim().min(1).max(100),
  reason: z.string().trim().max(1000).default(""),
  /** Who agreed, where a second person is asked for. */
  second: z.string().trim().min(1).max(100).optional(),
});
export const paidBackOrder = operatorOrder.extend({
  reference: z.string().trim().min(1).max(200),
});

export const unresolvedView = z.strictObject({
  unresolved: z.array(
    z.strictObject({
      service_id: z.string(),
      top_up_id: z.string(),
      name: z.string(),
      since: z.iso.datetime(),
      findings: z.array(z.string()),
    }),
  ),
});

export const evidenceView = z.strictObject({
  top_up: topUpView,
  /** The whole state as the object holds it. */
  state: z.unknown(),
  log: z.array(
    z.strictObject({
      seq: z.int(),
      at: z.iso.datetime(),
      type: z.string(),
      body: z.unknown(),
    }),
  ),
  /** Read now. */
  ocs: z.unknown(),
  stripe: z.unknown(),
});
export const foundView = z.strictObject({ service_id: z.string() });

export type UnresolvedJson = z.infer<typeof unresolvedView>;
export type EvidenceJson = z.infer<typeof evidenceView>;
export type FoundJson = z.infer<typeof foundView>;

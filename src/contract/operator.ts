/**
 * The operator's routes, for `npm run operator` until there is a console. The token says who
 * acts. The bodies hold personal data of payers: for the operator's staff only.
 */
import * as z from "zod";
import { hasPrefix, type ServiceId, topUpOfApproval } from "../domain/base/ids.ts";
import { APPROVABLE_ACTIONS } from "../domain/top-up/approval-request.ts";
import { amount, topUpView } from "./api.ts";
import { DEPLOYMENT_FINDING_KINDS } from "./deployment-findings.ts";
import { idOf } from "./ids.ts";

/** A missing reason is answered with `reason_needed`, so it is not refused by form here. */
export const operatorOrder = z.strictObject({
  reason: z.string().trim().max(1000).default(""),
});
export const manualRefundOrder = operatorOrder.extend({
  reference: z.string().trim().min(1).max(200),
});

/** An approval carries its id alone: who approves comes from the token. */
export const approveOrder = z.strictObject({
  approval_id: z.string().refine((text) => topUpOfApproval(text) !== null, "an id apr_…"),
});

/** A retraction or a rejection also says why. */
export const closeRequest = approveOrder.extend(operatorOrder.shape);

/** An order that waits for another operator's approval; answered with 202. */
export const waitingApproval = z.strictObject({
  id: z.string(),
  service_id: z.string(),
  top_up_id: z.string(),
  action: z.enum(APPROVABLE_ACTIONS),
  /** Who ordered it. */
  person: z.string(),
  name: z.string(),
  reason: z.string(),
  amount,
  asked_at: z.iso.datetime(),
  until: z.iso.datetime(),
});
/** `run`: what the approver types. */
export const approvalNeeded = z.strictObject({ approval: waitingApproval, run: z.string() });
/** An order was carried out, or it waits for another operator. */
export const orderedView = z.union([
  topUpView.extend({
    /** False: the top-up is on this way already, so the order has changed nothing. */
    changed: z.boolean().optional(),
  }),
  approvalNeeded,
]);
export const approvalsView = z.strictObject({ approvals: z.array(waitingApproval) });

/** One service, or without `service_id` the page of all services that comes `after` this id. */
export const reprojectOrder = z.strictObject({
  ...operatorOrder.shape,
  service_id: idOf("svc").optional(),
  after: z
    .string()
    .max(100)
    .refine(
      (text) => text === "" || hasPrefix("svc", text),
      "empty, or the id of a service (svc_…)",
    )
    .transform((text): ServiceId | "" => (hasPrefix("svc", text) ? text : ""))
    .default(""),
});
export const reprojectedView = z.strictObject({
  due: z.int(),
  /** Services whose objects gave no answer. */
  failed: z.array(z.string()),
  after: z.string().nullable(),
});

/** A missing reason of a rotation or revocation is answered with `reason_needed`. */
export const linkOrder = z.strictObject({
  ...operatorOrder.shape,
  action: z.enum(["print", "rotate", "revoke"]),
  service_id: idOf("svc"),
});
export const linkView = z.strictObject({
  link_id: z.string(),
  version: z.int(),
  /** Null once it is revoked. */
  url: z.string().nullable(),
  /** Address of its picture. */
  qr: z.string().nullable(),
});

export const unresolvedQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
/** One of the two. */
export const findQuery = z.strictObject({
  top_up: z.string().max(100).optional(),
  intent: z.string().max(200).optional(),
});

export const unresolvedView = z.strictObject({
  unresolved: z.array(
    z.strictObject({
      service_id: z.string(),
      top_up_id: z.string(),
      state: z.string(),
      since: z.iso.datetime(),
      findings: z.array(z.string()),
    }),
  ),
  /** Findings that concern no top-up; empty for a key that has not all brands. */
  deployment_findings: z.array(
    z.strictObject({
      kind: z.enum(DEPLOYMENT_FINDING_KINDS),
      /** `offer/off_…`: table and id of a row; `deployment`: the deployment itself. */
      subject: z.string(),
      detail: z.string(),
      since: z.iso.datetime(),
      /** What to do. */
      remedy: z.string(),
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
  /** Name, email, address; null: none was given, or the payer was erased. */
  payer: z.unknown(),
  /** Read now. */
  ocs: z.unknown(),
  stripe: z.unknown(),
});
export const foundView = z.strictObject({ service_id: z.string() });

export type LinkJson = z.infer<typeof linkView>;
export type ReprojectedJson = z.infer<typeof reprojectedView>;
export type UnresolvedJson = z.infer<typeof unresolvedView>;
export type EvidenceJson = z.infer<typeof evidenceView>;
export type WaitingApprovalJson = z.infer<typeof waitingApproval>;
export type OrderedJson = z.infer<typeof orderedView>;
export type ApprovalNeededJson = z.infer<typeof approvalNeeded>;
export type ApprovalsJson = z.infer<typeof approvalsView>;
export type FoundJson = z.infer<typeof foundView>;

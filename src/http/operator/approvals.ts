import type { Context } from "hono";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { approveOrder } from "../../app/operator/approve-order.ts";
import { listApprovals } from "../../app/operator/list-approvals.ts";
import { rejectOrder } from "../../app/operator/reject-order.ts";
import { retractOrder } from "../../app/operator/retract-order.ts";
import type { WaitingApproval } from "../../app/ports/read-models.ts";
import {
  type ApprovalNeededJson,
  type ApprovalsJson,
  approveOrder as approveOrderBody,
  closeRequest,
  type unresolvedQuery,
  type WaitingApprovalJson,
} from "../../contract/operator.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { toId } from "../../domain/base/ids.ts";
import type { ApprovalRequest } from "../../domain/top-up/approval-request.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { iso } from "../base/iso.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";
import { topUpRef } from "../base/top-up-ref.ts";

/** GET /operator/approvals, `?limit=`: orders that wait for another operator's approval. */
export async function listApprovalsRoute(c: Queried<typeof unresolvedQuery>): Promise<Response> {
  const { limit } = c.req.valid("query");
  const listed = await listApprovals(c.get("ports"), operatorOf(c), { limit });
  if (!listed.ok) return problem(c, listed.error);
  const answer: ApprovalsJson = { approvals: listed.value.map(waitingJson) };
  return c.json(answer);
}

/** POST …/approve: what another operator ordered happens now. */
export async function approveOrderRoute(c: Context<HttpEnv>): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" });
  const body = await readJson(c, approveOrderBody);
  if (!body.ok) return problem(c, body.error);
  const input = { ...ref, approvalId: toId("apr", body.value.approval_id) };
  const done = await approveOrder(c.get("ports"), operatorOf(c), input);
  return done.ok ? c.json(topUpJson(done.value)) : problem(c, done.error);
}

/** POST …/reject: another operator's order does not happen. */
export const rejectOrderRoute = (c: Context<HttpEnv>) => close(c, rejectOrder);
/** POST …/retract: one's own order does not happen. */
export const retractOrderRoute = (c: Context<HttpEnv>) => close(c, retractOrder);

async function close(c: Context<HttpEnv>, useCase: typeof rejectOrder): Promise<Response> {
  const ref = topUpRef(c);
  if (ref === null) return problem(c, { code: "not_found" });
  const body = await readJson(c, closeRequest);
  if (!body.ok) return problem(c, body.error);
  const { approval_id, reason } = body.value;
  const input = { ...ref, reason, approvalId: toId("apr", approval_id) };
  const done = await useCase(c.get("ports"), operatorOf(c), input);
  return done.ok ? c.json(topUpJson(done.value)) : problem(c, done.error);
}

/** What the operator who ordered is told: who else has to do what, and until when. */
export function approvalNeededJson(
  { serviceId, topUpId }: TopUpRef,
  { actor, ...request }: ApprovalRequest,
): ApprovalNeededJson {
  const { person, name } = actor;
  const approval = waitingJson({ ...request, serviceId, topUpId, person, name });
  return { approval, run: `npm run operator -- approve ${serviceId}/${request.approvalId}` };
}

function waitingJson(waits: WaitingApproval): WaitingApprovalJson {
  return {
    id: waits.approvalId,
    service_id: waits.serviceId,
    top_up_id: waits.topUpId,
    action: waits.action,
    person: waits.person,
    name: waits.name,
    reason: waits.reason,
    amount: { ...waits.amount },
    asked_at: iso(waits.askedAt),
    until: iso(waits.until),
  };
}

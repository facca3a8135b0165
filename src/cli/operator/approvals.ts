import { topUpView } from "../../contract/api.ts";
import {
  approvalsView,
  type OrderedJson,
  type WaitingApprovalJson,
} from "../../contract/operator.ts";
import { topUpOfApproval } from "../../domain/base/ids.ts";
import { toDecimal } from "../../domain/base/money.ts";
import { type Ask, serviceOfTopUp } from "./api.ts";
import type { Options } from "./options.ts";
import { topUpLine } from "./print.ts";
import { UsageMistake } from "./usage.ts";

/** One line for what was done; three where another operator has to approve. */
export function order(answer: OrderedJson, { json }: Options): readonly string[] {
  if (json) return [JSON.stringify(answer)];
  if (!("approval" in answer)) return [topUpLine(answer)];
  const { approval, run } = answer;
  return [waitingLine(approval), "waits for another operator, who runs:", `  ${run}`];
}

/**
 * One line per order that waits: who, what, how much, until when. With `reject` or `retract` the
 * top-up whose order was closed.
 */
export async function approvals(options: Options, ask: Ask): Promise<readonly string[]> {
  const { id, target, limit, json, reason } = options;
  if (id !== null) return decide(id, target ?? "", { reason }, options, ask);
  const answer = await ask(`/operator/approvals?limit=${limit ?? 100}`, approvalsView);
  if (json) return [JSON.stringify(answer)];
  return answer.approvals.length === 0
    ? ["nothing waits for an approval"]
    : answer.approvals.map(waitingLine);
}

/** The top-up as it is after the approval. */
export const approve = (options: Options, ask: Ask): Promise<readonly string[]> =>
  decide("approve", options.id ?? "", {}, options, ask);

/** The service of a bare `apr_…` is asked for. Throws `UsageMistake`. */
async function decide(
  operation: string,
  id: string,
  more: { readonly reason?: string | undefined },
  { json }: Options,
  ask: Ask,
): Promise<readonly string[]> {
  const [before, approvalId = before] = id.split("/");
  const topUpId = topUpOfApproval(approvalId ?? "");
  if (topUpId === null) throw new UsageMistake(`${operation} svc_…/apr_…, not ${id}`);
  const serviceId = before === approvalId ? await serviceOfTopUp(topUpId, ask) : before;
  const path = `/operator/top-ups/${serviceId}/${topUpId}/${operation}`;
  const answer = await ask(path, topUpView, { approval_id: approvalId, ...more });
  return [json ? JSON.stringify(answer) : topUpLine(answer)];
}

function waitingLine(waits: WaitingApprovalJson): string {
  const { minor, currency } = waits.amount;
  const amount = `${toDecimal({ minor, currency })} ${currency.toUpperCase()}`;
  const what = `${waits.action} ${amount} ${waits.service_id}/${waits.top_up_id}`;
  const who = `${waits.name} (${waits.person})`;
  return `${waits.id}  until ${waits.until}  ${who}: ${what}: ${waits.reason}`;
}

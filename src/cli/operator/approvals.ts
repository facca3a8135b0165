import { type TopUpJson, topUpView } from "../../contract/api.ts";
import {
  approvalsView,
  type OrderedJson,
  type WaitingApprovalJson,
} from "../../contract/operator.ts";
import { topUpOfApproval } from "../../domain/base/ids.ts";
import { toDecimal } from "../../domain/base/money.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import { type Ask, serviceOfTopUp } from "./api.ts";
import { nextCommands } from "./next-commands.ts";
import type { Options } from "./options.ts";
import { topUpLine } from "./print.ts";
import { UsageMistake } from "./usage.ts";
import { localTime } from "./when.ts";

/** One line for what was done; three where another operator has to approve. */
export function order(answer: OrderedJson, options: Options): readonly string[] {
  const { json, command, timeZone } = options;
  if (json) return [JSON.stringify(answer)];
  if (!("approval" in answer)) {
    const did = answer.changed === false ? nothing(answer) : `done: ${DONE[command] ?? command}`;
    return doneLines(did, answer, timeZone);
  }
  const { approval, run } = answer;
  return [waitingLine(approval, timeZone), "waits for another operator, who runs:", `  ${run}`];
}

/**
 * One line per order that waits: who, what, how much, until when. With `reject` or `retract` the
 * top-up whose order was closed.
 */
export async function approvals(options: Options, ask: Ask): Promise<readonly string[]> {
  const { id, target, limit, json, reason } = options;
  if (id !== null && isClosing(id)) return decide(id, target ?? "", { reason }, options, ask);
  const answer = await ask(`/operator/approvals?limit=${limit ?? 100}`, approvalsView);
  if (json) return [JSON.stringify(answer)];
  return answer.approvals.length === 0
    ? ["nothing waits for an approval"]
    : answer.approvals.map((one) => waitingLine(one, options.timeZone));
}

/** The top-up as it is after the approval. */
export const approve = (options: Options, ask: Ask): Promise<readonly string[]> =>
  decide("approve", options.id ?? "", {}, options, ask);

/** The service of a bare `apr_…` is asked for. Throws `UsageMistake`. */
async function decide(
  operation: keyof typeof CLOSED,
  id: string,
  more: { readonly reason?: string | undefined },
  { json, timeZone }: Options,
  ask: Ask,
): Promise<readonly string[]> {
  const [before, approvalId = before] = id.split("/");
  const topUpId = topUpOfApproval(approvalId ?? "");
  if (topUpId === null) throw new UsageMistake(`${operation} svc_…/apr_…, not ${id}`);
  const serviceId = before === approvalId ? await serviceOfTopUp(topUpId, ask) : before;
  const path = `/operator/top-ups/${serviceId}/${topUpId}/${operation}`;
  const answer = await ask(path, topUpView, { approval_id: approvalId, ...more });
  if (json) return [JSON.stringify(answer)];
  return doneLines(`done: ${CLOSED[operation]}`, answer, timeZone);
}

/** What a command did, in one word each. */
const DONE: Partial<Record<Options["command"], string>> = {
  confirm: "confirmed as credited",
  refund: "refund ordered",
  "approve-top-up": "approved",
  "reject-top-up": "rejected",
  redrive: "made due now",
  unblock: "the payer may buy again",
  "manual-refund": "the manual refund is recorded",
};
const OCS_DECIDES =
  "waits for the charging system; if the account is gone it is parked within minutes;";

/** The order was taken, and what it asks for was under way before. */
function nothing({ state }: TopUpJson): string {
  const waits = WAITS[state];
  return `nothing has changed: it was under way already${waits ? `, and ${waits}` : ""}`;
}
/** What ends the wait of an order that was taken before (src/docs/state-machine.md). */
const WAITS: Partial<Record<TopUpState, string>> = {
  resolving: `${OCS_DECIDES} days that arrived are kept, others are refunded`,
  revoking: `${OCS_DECIDES} it is refunded when a reading shows the days revoked`,
  refunding: "waits for Stripe (evidence: the refund row); a finding comes after an hour",
};
const CLOSED = {
  approve: "the other operator's order is approved and carried out",
  reject: "the other operator's order is rejected",
  retract: "your order is taken back",
} as const;
const isClosing = (text: string): text is "reject" | "retract" =>
  text === "reject" || text === "retract";

/** What was done, how the top-up is now, and what can be done next. */
const doneLines = (did: string, topUp: TopUpJson, ownZone: string): readonly string[] => [
  did,
  topUpLine(topUp, ownZone),
  nextCommands(topUp.state, `${topUp.service_id}/${topUp.id}`),
];

function waitingLine(waits: WaitingApprovalJson, ownZone: string): string {
  const { minor, currency } = waits.amount;
  const amount = `${toDecimal({ minor, currency })} ${currency.toUpperCase()}`;
  const what = `${waits.action} ${amount} ${waits.service_id}/${waits.top_up_id}`;
  const who = `${waits.name} (${waits.person})`;
  return `${waits.id}  until ${localTime(waits.until, ownZone)}  ${who}: ${what}: ${waits.reason}`;
}

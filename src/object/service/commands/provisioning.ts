/** One try of provisioning: claim, grant or revoke, then the evidence of what became of it. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { Reading } from "../../../domain/ocs/reading.ts";
import { claimTopUp as decideClaim } from "../../../domain/top-up/decide/claim.ts";
import { grantCredit as decideGrant } from "../../../domain/top-up/decide/grant.ts";
import { recordEvidence as decideEvidence } from "../../../domain/top-up/decide/record.ts";
import { revokeCredit as decideRevocation } from "../../../domain/top-up/decide/revoke.ts";
import { recordDeadLetter as decideDeadLetter, tick } from "../../../domain/top-up/decide/time.ts";
import { accountOf } from "../../../domain/top-up/facts.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";
import { getTopUp } from "../views.ts";

/** The right to act on a top-up now, with a fence, or why there is nothing to do. */
export function claimTopUp(core: Core, topUpId: TopUpId): MethodAnswer<"claimTopUp"> {
  const t = core.store.load(topUpId);
  if (!t) return { kind: "done", why: "unknown_top_up" };
  // A deadline that has passed decides before a consumer is sent to the OCS.
  tickTopUp(core, topUpId);
  const answer = core.apply(topUpId, decideClaim);
  if (answer.kind === "done") return answer;
  return { ...answer, account: accountOf(t) };
}

export function grantCredit(
  core: Core,
  input: MethodInput<"grantCredit">,
): MethodAnswer<"grantCredit"> {
  rememberReading(core, input.reading);
  return core.apply(input.topUpId, (t, ctx) => decideGrant(t, input, ctx));
}

export function revokeCredit(
  core: Core,
  input: MethodInput<"revokeCredit">,
): MethodAnswer<"revokeCredit"> {
  rememberReading(core, input.reading);
  return core.apply(input.topUpId, (t, ctx) => decideRevocation(t, input, ctx));
}

/** Null: this object has no such top-up. */
export function recordEvidence(
  core: Core,
  input: MethodInput<"recordEvidence">,
): MethodAnswer<"recordEvidence"> {
  rememberReading(core, input.reading);
  if (!core.store.load(input.topUpId)) return null;
  core.apply(input.topUpId, (t, ctx) => decideEvidence(t, input, ctx));
  return getTopUp(core, input.topUpId);
}

/** Decides what follows from the time alone. Throws when this object has no such top-up. */
export function tickTopUp(core: Core, topUpId: TopUpId): void {
  core.apply(topUpId, tick);
}

export function recordDeadLetter(core: Core, input: MethodInput<"recordDeadLetter">): void {
  if (!core.store.load(input.topUpId)) return;
  // Noted once in a row: a queue that stays dead must not fill the log.
  const what = `dead letter from ${input.queue}`;
  const last = core.store.log(input.topUpId).findLast((row) => row.type !== "Claimed");
  if (last?.type === "Noted" && JSON.stringify(last.body).includes(what)) return;
  core.apply(input.topUpId, (t) => decideDeadLetter(t, input.queue));
}

function rememberReading(core: Core, reading: Reading): void {
  if (reading.kind !== "unreadable") core.lastReading = reading;
}

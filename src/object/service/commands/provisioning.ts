import type { Claimed, CreditToReconcile } from "../../../app/ports/service-object/provisioning.ts";
import type { Reading, WriteAnswer } from "../../../domain/ocs/reading.ts";
import { claimTopUp as decideClaim } from "../../../domain/top-up/decide/claim.ts";
import type { Permit } from "../../../domain/top-up/decide/grant.ts";
import { grantCredit as decideGrant } from "../../../domain/top-up/decide/grant.ts";
import { recordEvidence as decideEvidence } from "../../../domain/top-up/decide/record.ts";
import { revokeCredit as decideRevocation } from "../../../domain/top-up/decide/revoke.ts";
import {
  recordDeadLetter as decideDeadLetter,
  reconcileCredit as decideReconciliation,
  tick,
} from "../../../domain/top-up/decide/time.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";
import type { Core } from "../core.ts";
import { getTopUp } from "./request.ts";

interface OfConsumer {
  readonly topUpId: string;
  readonly fence: number;
}

export function claimTopUp(core: Core, topUpId: string): Claimed {
  const t = core.store.load(topUpId);
  if (!t) return { kind: "done", code: "not_found" };
  // A deadline that has passed decides before anybody is let out to the OCS.
  tickTopUp(core, topUpId);
  const answer = core.apply(topUpId, decideClaim);
  if (answer.kind === "done") return answer;
  const { ocs, tenant, account } = t.request;
  return { ...answer, account: { ocs, tenant, account } };
}

export function grantCredit(core: Core, input: OfConsumer & { reading: Reading }): Permit {
  rememberReading(core, input.reading);
  return core.apply(input.topUpId, (t, ctx) => decideGrant(t, input, ctx));
}

export function revokeCredit(core: Core, input: OfConsumer & { reading: Reading }): Permit {
  rememberReading(core, input.reading);
  return core.apply(input.topUpId, (t, ctx) => decideRevocation(t, input, ctx));
}

export function recordEvidence(
  core: Core,
  input: OfConsumer & { write: WriteAnswer; reading: Reading },
): TopUpView | null {
  rememberReading(core, input.reading);
  if (!core.store.load(input.topUpId)) return null;
  core.apply(input.topUpId, (t, ctx) => decideEvidence(t, input, ctx));
  return getTopUp(core, input.topUpId);
}

export function tickTopUp(core: Core, topUpId: string): void {
  core.apply(topUpId, tick);
}

/**
 * What the nightly look has to read: everything of ours whose end lies ahead. For the books these
 * have ended, so nobody else would come if their letter and their alarm were both lost.
 */
export function creditsToReconcile(core: Core): readonly CreditToReconcile[] {
  core.sendOverdue();
  return core.store.bucketStates(core.deps.now()).flatMap(({ topUpId }) => {
    const t = core.store.load(topUpId);
    if (!t) return [];
    const { ocs, tenant, account } = t.request;
    return [{ topUpId, account: { ocs, tenant, account } }];
  });
}
export function recordReconciliation(
  core: Core,
  input: { topUpId: string; reading: Reading },
): { resend: string | null } {
  return core.apply(input.topUpId, (t, ctx) => decideReconciliation(t, input.reading, ctx));
}

export function recordDeadLetter(core: Core, input: { topUpId: string; queue: string }): void {
  if (!core.store.load(input.topUpId)) return;
  // Once in a row: a lane that stays dead must not write the log full.
  const what = `dead letter from ${input.queue}`;
  const last = core.store.log(input.topUpId).findLast((row) => row.type !== "Claimed");
  if (last?.type === "Noted" && JSON.stringify(last.body).includes(what)) return;
  core.apply(input.topUpId, (t) => decideDeadLetter(t, input.queue));
}

function rememberReading(core: Core, reading: Reading): void {
  if (reading.kind !== "unreadable") core.lastReading = reading;
}

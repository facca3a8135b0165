import type { Claimed, LookItem, Permit } from "../actions/service-object-port.ts";
import type { Reading, WriteAnswer } from "../domain/reading.ts";
import { claim } from "../domain/top-up/decide-claim.ts";
import { grant } from "../domain/top-up/decide-grant.ts";
import { record } from "../domain/top-up/decide-record.ts";
import { deadLetter, look, tick } from "../domain/top-up/decide-time.ts";
import { withdraw } from "../domain/top-up/decide-withdraw.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import type { Core } from "./core.ts";
import { view } from "./customer-commands.ts";

interface OfConsumer {
  readonly topUpId: string;
  readonly fence: number;
}

export function claimTopUp(core: Core, topUpId: string): Claimed {
  const t = core.store.load(topUpId);
  if (!t) return { kind: "done", code: "not_found" };
  // A deadline that has passed decides before anybody is let out to the OCS.
  tickTopUp(core, topUpId);
  const answer = core.apply(topUpId, claim);
  if (answer.kind === "done") return answer;
  const { ocs, tenant, account } = t.request;
  return { ...answer, account: { ocs, tenant, account } };
}

export function grantTopUp(core: Core, input: OfConsumer & { reading: Reading }): Permit {
  remember(core, input.reading);
  return core.apply(input.topUpId, (t, ctx) => grant(t, input, ctx));
}

export function withdrawTopUp(core: Core, input: OfConsumer & { reading: Reading }): Permit {
  remember(core, input.reading);
  return core.apply(input.topUpId, (t, ctx) => withdraw(t, input, ctx));
}

export function recordEvidence(
  core: Core,
  input: OfConsumer & { write: WriteAnswer; reading: Reading },
): TopUpView | null {
  remember(core, input.reading);
  if (!core.store.load(input.topUpId)) return null;
  core.apply(input.topUpId, (t, ctx) => record(t, input, ctx));
  return view(core, input.topUpId);
}

export function tickTopUp(core: Core, topUpId: string): void {
  core.apply(topUpId, tick);
}

/**
 * What the nightly look has to read: everything of ours whose end lies ahead. For the books these
 * have ended, so nobody else would come if their letter and their alarm were both lost.
 */
export function lookItems(core: Core): readonly LookItem[] {
  core.wake();
  return core.store.standing(core.deps.now()).flatMap(({ topUpId }) => {
    const t = core.store.load(topUpId);
    if (!t) return [];
    const { ocs, tenant, account } = t.request;
    return [{ topUpId, account: { ocs, tenant, account } }];
  });
}
export function looked(
  core: Core,
  input: { topUpId: string; reading: Reading },
): { resend: string | null } {
  return core.apply(input.topUpId, (t, ctx) => look(t, input.reading, ctx));
}

export function deadLettered(core: Core, input: { topUpId: string; queue: string }): void {
  if (!core.store.load(input.topUpId)) return;
  // Once in a row: a lane that stays dead must not write the log full.
  const what = `dead letter from ${input.queue}`;
  const last = core.store.log(input.topUpId).findLast((row) => row.type !== "Claimed");
  if (last?.type === "Noted" && JSON.stringify(last.body).includes(what)) return;
  core.apply(input.topUpId, (t) => deadLetter(t, input.queue));
}

function remember(core: Core, reading: Reading): void {
  if (reading.kind !== "unreadable") core.lastReading = reading;
}

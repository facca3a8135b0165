import type { System } from "../base/actor.ts";
import {
  type CheckDeploymentNeeds,
  checkDeployment,
} from "../payment/ownership/check-deployment.ts";
import { type ForgetAliasesNeeds, forgetAliases } from "./forget-aliases.ts";
import { type RecheckRowsNeeds, recheckRows } from "./recheck-rows.ts";
import { type RecheckUnnamedNeeds, recheckUnnamed } from "./recheck-unnamed.ts";
import { type SweepBindingsNeeds, sweepBindings } from "./sweep-bindings.ts";
import { type SweepPaymentsNeeds, sweepPayments } from "./sweep-payments.ts";
import { type TellClosedNeeds, tellClosedServices } from "./tell-closed-services.ts";
import { type WakeUnfinishedNeeds, wakeUnfinished } from "./wake-unfinished.ts";

export type SweepNeeds = SweepPaymentsNeeds &
  SweepBindingsNeeds &
  TellClosedNeeds &
  CheckDeploymentNeeds &
  RecheckRowsNeeds &
  RecheckUnnamedNeeds &
  ForgetAliasesNeeds &
  WakeUnfinishedNeeds;

/**
 * The third driver, for everything that the others lost: payments that Stripe reports and no
 * webhook brought, bound payments whose call died, refunds that failed later, services that were
 * closed, objects whose alarm is gone. Safe to run at any time. A failing item is logged, stops no
 * other, and comes up again in the next sweep. Throws when Stripe does not list its events or D1
 * does not list the unfinished services.
 */
export async function sweep(
  needs: SweepNeeds,
  actor: System,
  { windowMs }: { readonly windowMs: number },
): Promise<{ readonly synced: number; readonly woken: number }> {
  await checkDeployment(needs, actor);
  const payments = await sweepPayments(needs, actor, { windowMs });
  const bindings = await sweepBindings(needs, actor);
  await tellClosedServices(needs, actor);
  await recheckRows(needs, actor);
  await recheckUnnamed(needs, actor);
  await forgetAliases(needs, actor);
  const woken = await wakeUnfinished(needs, actor);
  return { synced: payments + bindings, woken };
}

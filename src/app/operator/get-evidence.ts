import { ok, type Result } from "../../domain/base/result.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { LoggedEvent } from "../../domain/top-up/events.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { currentIntent } from "../payment/current-intent.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { accountOf } from "./account-of.ts";

/** All that can be known about one top-up now: our log, and new readings of OCS and Stripe. */
export interface TopUpEvidence {
  readonly view: TopUpView;
  readonly topUp: TopUp;
  readonly log: readonly LoggedEvent[];
  readonly ocs: Reading;
  /** Null: no intent was made, or Stripe does not know it. */
  readonly stripe: IntentReading | { readonly unreadable: string } | null;
}

/**
 * Refuses with `not_found`. A silent OCS or Stripe is part of the evidence, no fault. It holds
 * personal data of the payer, so the log keeps who read it.
 */
export async function getEvidence(
  { objects, ocs, payments, log }: Pick<Ports, "objects" | "ocs" | "payments" | "log">,
  { name: actor }: Operator,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<TopUpEvidence, Refusal<"not_found">>> {
  const object = objects.of(serviceId);
  const [view, stored] = await Promise.all([
    object.getTopUp({ topUpId }),
    object.getEvidence({ topUpId }),
  ]);
  if (!view || !stored) return refusal("not_found");
  log.info("evidence_read", { serviceId, topUpId, actor });
  const { topUp, log: events } = stored;
  const [reading, stripe] = await Promise.all([
    ocs.read(accountOf(topUp)),
    readAtStripe(payments, topUp),
  ]);
  return ok({ view, topUp, log: events, ocs: reading, stripe });
}

async function readAtStripe(
  payments: Ports["payments"],
  topUp: TopUp,
): Promise<TopUpEvidence["stripe"]> {
  const intentId = currentIntent(topUp);
  if (intentId === null) return null;
  try {
    return await payments.readIntent(intentId);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    return { unreadable: fault.message };
  }
}

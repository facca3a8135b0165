import { ok, type Result } from "../../domain/base/result.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { LoggedEvent } from "../../domain/top-up/events.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { currentIntent } from "../payment/current-intent.ts";
import { type OpenedPayer, type SealedPayer, SealFault } from "../ports/payer-vault.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { accountOf } from "./account-of.ts";

/** All that can be known about one top-up now: our log, and new readings of OCS and Stripe. */
export interface TopUpEvidence {
  readonly view: TopUpView;
  readonly topUp: TopUp;
  readonly log: readonly LoggedEvent[];
  /** Null: none was given, or the payer was erased. */
  readonly payer: OpenedPayer | { readonly unreadable: string } | null;
  readonly ocs: Reading;
  /** Null: no intent was made, or Stripe does not know it. */
  readonly stripe: IntentReading | { readonly unreadable: string } | null;
}

/**
 * Refuses with `forbidden` or `not_found`. A silent OCS or Stripe is part of the evidence, no
 * fault. It holds personal data of the payer, so the log keeps who read it.
 */
export async function getEvidence(
  needs: Pick<Ports, "objects" | "ocs" | "payments" | "payerVault" | "log">,
  actor: Operator,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<TopUpEvidence, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "evidence:read");
  if (!allowed.ok) return allowed;
  const { ocs, payments, log } = needs;
  const object = needs.objects.of(serviceId);
  const [view, stored, sealed] = await Promise.all([
    object.getTopUp({ topUpId }),
    object.getEvidence({ topUpId }),
    object.getPayer({ topUpId }),
  ]);
  if (!view || !stored || !seen(actor, stored.topUp.request)) return refusal("not_found");
  log.info("evidence_read", { serviceId, topUpId, actor: actor.keyId });
  const { topUp, log: events } = stored;
  const [reading, stripe, payer] = await Promise.all([
    ocs.read(accountOf(topUp)),
    readAtStripe(payments, topUp),
    sealed && opened(needs.payerVault, sealed),
  ]);
  return ok({ view, topUp, log: events, payer, ocs: reading, stripe });
}

async function opened(
  payerVault: Ports["payerVault"],
  sealed: SealedPayer,
): Promise<TopUpEvidence["payer"]> {
  try {
    return await payerVault.open(sealed);
  } catch (fault) {
    if (!(fault instanceof SealFault)) throw fault;
    return { unreadable: fault.message };
  }
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

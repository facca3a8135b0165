import { ok, type Result } from "../../domain/base/result.ts";
import { type TopUpView, viewOf } from "../../domain/top-up/view.ts";
import type { Customer } from "../base/actor.ts";
import { maskedEmailOf } from "../base/mask-email.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";

/** A top-up as one session sees it. */
export interface SeenTopUp {
  readonly view: TopUpView;
  /** Whether this session made it. */
  readonly own: boolean;
  /** Null: the payer gave no address, or was erased. */
  readonly emailMasked: string | null;
}

/** The present state of a top-up, for all who have its address. Refuses with `not_found`. */
export async function getTopUp(
  needs: Pick<Ports, "objects" | "payerVault" | "settings">,
  { sessionId }: Customer,
  ref: TopUpRef,
): Promise<Result<SeenTopUp, Refusal<"not_found">>> {
  const { serviceId, topUpId } = ref;
  const [topUp, emailMasked] = await Promise.all([
    needs.objects.of(serviceId).loadTopUp({ topUpId }),
    maskedEmailOf(needs, ref),
  ]);
  if (topUp === null) return refusal("not_found");
  const view = viewOf(topUp, needs.settings.timings.maxWaitMs);
  return ok({ view, own: topUp.request.sessionId === sessionId, emailMasked });
}

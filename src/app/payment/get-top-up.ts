import { ok, type Result } from "../../domain/base/result.ts";
import { type TopUpView, viewOf } from "../../domain/top-up/view.ts";
import type { Customer } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";

/** A top-up as one session sees it. */
export interface SeenTopUp {
  readonly view: TopUpView;
  /** Whether this session made it. */
  readonly own: boolean;
}

/** The present state of a top-up, for all who have its address. Refuses with `not_found`. */
export async function getTopUp(
  { objects, settings }: Pick<Ports, "objects" | "settings">,
  { sessionId }: Customer,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<SeenTopUp, Refusal<"not_found">>> {
  const topUp = await objects.of(serviceId).loadTopUp({ topUpId });
  if (topUp === null) return refusal("not_found");
  const view = viewOf(topUp, settings.timings.maxWaitMs);
  return ok({ view, own: topUp.request.sessionId === sessionId });
}

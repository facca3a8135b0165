import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";

/** The present state of a top-up, for everyone who has its address. Refuses with `not_found`. */
export async function getTopUp(
  { objects }: Pick<Ports, "objects">,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<TopUpView, Refusal>> {
  const view = await objects.of(serviceId).getTopUp({ topUpId });
  return view ? ok(view) : refusal("not_found");
}

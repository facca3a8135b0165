import { ok, type Result } from "../domain/result.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import type { TopUpRef } from "./cancel-top-up.ts";
import type { Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";

/** The present state of a top-up, for whoever holds its address. */
export async function lookAtTopUp(
  ports: Ports,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<TopUpView, Refusal>> {
  const view = await ports.objects.of(serviceId).view({ topUpId });
  return view ? ok(view) : no("not_found");
}

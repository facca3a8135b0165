import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { TopUpRef } from "./cancel-top-up.ts";

/** The present state of a top-up, for whoever holds its address. */
export async function getTopUp(
  ports: Ports,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<TopUpView, Refusal>> {
  const view = await ports.objects.of(serviceId).getTopUp({ topUpId });
  return view ? ok(view) : refusal("not_found");
}

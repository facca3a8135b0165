import { ok, type Result } from "../../domain/base/result.ts";
import { coversBrands } from "../../domain/operator/brands.ts";
import type { OperatorKey } from "../../domain/operator/operator-key.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

/** All keys of the actor's brands, also those that have ended, oldest first. */
export async function listKeys(
  { operatorKeys }: Pick<Ports, "operatorKeys">,
  actor: Operator,
): Promise<Result<readonly OperatorKey[], Refusal<"forbidden">>> {
  const allowed = allow(actor, "keys:manage");
  if (!allowed.ok) return allowed;
  const keys = await operatorKeys.all();
  return ok(keys.filter(({ brands }) => coversBrands(actor.brands, brands)));
}

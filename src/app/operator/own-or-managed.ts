import type { OperatorKeyId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { coversBrands } from "../../domain/operator/brands.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { StoredKey } from "../ports/operator-keys.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * The key, where it is the actor's own or one that the actor manages. Refuses with `forbidden`, or
 * with `not_found`, also for a key of brands that the actor does not have.
 */
export async function ownOrManaged(
  { operatorKeys }: Pick<Ports, "operatorKeys">,
  actor: Operator,
  keyId: OperatorKeyId,
): Promise<Result<StoredKey, Refusal<"forbidden" | "not_found">>> {
  if (keyId !== actor.keyId) {
    const allowed = allow(actor, "keys:manage");
    if (!allowed.ok) return allowed;
  }
  const key = await operatorKeys.byId(keyId);
  return key === null || !coversBrands(actor.brands, key.brands) ? refusal("not_found") : ok(key);
}

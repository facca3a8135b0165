import type { OperatorKeyId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { OperatorKey } from "../../domain/operator/operator-key.ts";
import type { Operator } from "../base/actor.ts";
import { reasonOf } from "../base/reason.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { ownOrManaged } from "./own-or-managed.ts";

/**
 * The key opens nothing from now on. Everyone may revoke their own. Refuses with `forbidden`,
 * `reason_needed`, or `not_found`.
 */
export async function revokeKey(
  needs: Pick<Ports, "operatorKeys" | "clock" | "log">,
  actor: Operator,
  input: { readonly keyId: OperatorKeyId; readonly reason: string },
): Promise<Result<OperatorKey, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const found = await ownOrManaged(needs, actor, input.keyId);
  if (!found.ok) return found;
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  const { secretHash: _, ...key } = found.value;
  const revokedAt = key.revokedAt ?? needs.clock.now();
  await needs.operatorKeys.revoke(key.id, revokedAt);
  const fields = { keyId: key.id, actor: actor.keyId, reason: reason.value };
  needs.log.info("operator_key_revoked", fields);
  return ok({ ...key, revokedAt });
}

import type { OperatorKeyId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { OperatorKey } from "../../domain/operator/operator-key.ts";
import type { Operator } from "../base/actor.ts";
import { reasonOf } from "../base/reason.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { ownOrManaged } from "./own-or-managed.ts";

export interface RevokedKey {
  readonly key: OperatorKey;
  /** Keys that took its place and were revoked with it. */
  readonly heirs: readonly OperatorKeyId[];
}

/**
 * The key opens nothing from now on, and neither does any that took its place: who steals a token
 * can rotate it, and must not keep the new one. Everyone may revoke their own. Refuses with
 * `forbidden`, `reason_needed`, or `not_found`.
 */
export async function revokeKey(
  needs: Pick<Ports, "operatorKeys" | "clock" | "log">,
  actor: Operator,
  input: { readonly keyId: OperatorKeyId; readonly reason: string },
): Promise<Result<RevokedKey, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const found = await ownOrManaged(needs, actor, input.keyId);
  if (!found.ok) return found;
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  const { secretHash: _, ...key } = found.value;
  const now = needs.clock.now();
  const revoked = await needs.operatorKeys.revoke(key.id, now);
  const heirs = revoked.filter((id) => id !== key.id);
  const fields = { keyId: key.id, heirs, actor: actor.keyId, reason: reason.value };
  needs.log.info("operator_key_revoked", fields);
  return ok({ key: { ...key, revokedAt: key.revokedAt ?? now }, heirs });
}

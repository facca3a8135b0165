import type { OperatorKeyId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { HOUR_MS } from "../../domain/base/time.ts";
import { isLive, type OperatorKey } from "../../domain/operator/operator-key.ts";
import { beyond } from "../../domain/operator/within.ts";
import type { Operator } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { freshToken, type MadeKey } from "./fresh-token.ts";
import { ownOrManaged } from "./own-or-managed.ts";

/**
 * A new key that may do the same; the old one works for `overlapHours` more, so that a machine can
 * be given the new token without a pause. The new key expires when the old one would have. Rotated
 * again, as when the first answer was lost, it gives another new key; one that was made before and
 * never used is revoked, because its token may be in no hands. A person's key is rotated by its
 * holder alone, so that no manager holds a token in another's name, and a machine's by no key that
 * has less than it (`beyond`). Refuses with `forbidden`, or
 * with `not_found`, also when the key has ended.
 */
export async function rotateKey(
  needs: Pick<Ports, "operatorKeys" | "ids" | "clock" | "log">,
  actor: Operator,
  { keyId, overlapHours }: { readonly keyId: OperatorKeyId; readonly overlapHours: number },
): Promise<Result<MadeKey, Refusal<"forbidden" | "not_found">>> {
  const found = await ownOrManaged(needs, actor, keyId);
  if (!found.ok) return found;
  const now = needs.clock.now();
  if (!isLive(found.value, now)) return refusal("not_found");
  if (found.value.kind === "person" && keyId !== actor.keyId) {
    return refusal("forbidden", { detail: "rotated_by_holder" });
  }
  if (keyId !== actor.keyId) {
    const giver = await needs.operatorKeys.byId(actor.keyId);
    const more = giver === null || beyond(giver, found.value);
    if (more === true || more.scopes.length > 0 || more.life) return refusal("forbidden");
  }
  const { secretHash: _, ...old } = found.value;
  const id = needs.ids.fresh("key");
  const key: OperatorKey = {
    ...old,
    id,
    createdAt: now,
    createdBy: actor.keyId,
    retiresAt: null,
    rotatedFrom: keyId,
    lastUsedAt: null,
  };
  const { token, stored } = await freshToken(key);
  const retiresAt = now + overlapHours * HOUR_MS;
  const isMade = await needs.operatorKeys.replace(keyId, { now, retiresAt }, stored);
  if (!isMade) return refusal("not_found");
  needs.log.info("operator_key_rotated", { keyId, actor: actor.keyId, to: id });
  return ok({ key, token });
}

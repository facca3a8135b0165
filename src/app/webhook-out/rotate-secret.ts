import type { EndpointId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { HOUR_MS } from "../../domain/base/time.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { EndpointWithSecret } from "./add-webhook.ts";
import { changeEndpoint, type ManageNeeds } from "./managed-endpoint.ts";
import { freshWebhookSecret } from "./sign.ts";

export interface RotateSecretInput {
  readonly endpointId: EndpointId;
  /** How long the secret before signs too; 0: not any more, because it leaked. */
  readonly overlapHours: number;
  readonly reason: string;
}

/**
 * A new secret in front. Until the overlap is over each delivery has two signatures, so a receiver
 * changes its secret whenever it likes meanwhile. A second rotation ends what was before the first.
 */
export async function rotateSecret(
  needs: ManageNeeds & Pick<Ports, "secretVault">,
  actor: Operator,
  { endpointId, overlapHours, reason }: RotateSecretInput,
): Promise<Result<EndpointWithSecret, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const secret = freshWebhookSecret();
  const sealed = await needs.secretVault.seal(endpointId, secret);
  const order = { endpointId, action: "rotated", reason } as const;
  const done = await changeEndpoint(needs, actor, order, (before, now) => {
    const [last] = before.secrets;
    const until = now + overlapHours * HOUR_MS;
    const older = last && overlapHours > 0 ? [{ sealed: last.sealed, until }] : [];
    return { ...before, secrets: [{ sealed, until: null }, ...older] };
  });
  return done.ok ? ok({ endpoint: done.value, secret }) : done;
}

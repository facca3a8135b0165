import type { FieldError } from "../../contract/parse.ts";
import { WEBHOOK_SELECTORS } from "../../contract/webhook-events.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { CalledEndpoint } from "../ports/webhook-endpoints.ts";
import { type CallRuleNeeds, callRule } from "./call-rule.ts";
import { wrongWebhookUrl } from "./callable-url.ts";
import { type ManageNeeds, seesEndpoint } from "./managed-endpoint.ts";
import { freshWebhookSecret } from "./sign.ts";

export interface AddWebhookInput {
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[];
  /** Null: of the deployment and of all brands. */
  readonly brand: string | null;
  readonly reason: string;
}
/** The secret is told here and nowhere else. */
export interface EndpointWithSecret {
  readonly endpoint: CalledEndpoint;
  readonly secret: string;
}
export type AddWebhookNeeds = ManageNeeds & CallRuleNeeds & Pick<Ports, "ids" | "secretVault">;

/** More would make one alert a flood of calls. */
const ENDPOINTS_MAX = 20;

/**
 * A new endpoint with its first secret. Refuses with `forbidden`, `reason_needed`, or
 * `invalid_request`, which names an address that may not be called, a type that is none, a brand
 * that the key has not, or that there are enough.
 */
export async function addWebhook(
  needs: AddWebhookNeeds,
  actor: Operator,
  { url, description, types, brand, reason: text }: AddWebhookInput,
): Promise<Result<EndpointWithSecret, Refusal<"forbidden" | "reason_needed" | "invalid_request">>> {
  const allowed = allow(actor, "webhooks:write");
  if (!allowed.ok) return allowed;
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  const errors = await wrongFields(needs, actor, { url, types, brand });
  if (errors.length > 0) return refusal("invalid_request", { errors });
  const id = needs.ids.fresh("whe");
  const secret = freshWebhookSecret();
  const at = needs.clock.now();
  const endpoint: CalledEndpoint = {
    id,
    url: new URL(url).href,
    description,
    types,
    brand,
    secrets: [{ sealed: await needs.secretVault.seal(id, secret), until: null }],
    enabled: true,
    disabledBecause: null,
    failingSince: null,
    createdAt: at,
    createdBy: actor.keyId,
    revision: 1,
  };
  const change = { at, actor: actor.keyId, action: "added", reason: reason.value } as const;
  await needs.webhookEndpoints.write(endpoint, change);
  needs.log.info("webhook_endpoint_changed", {
    endpointId: id,
    action: "added",
    actor: actor.keyId,
  });
  return ok({ endpoint, secret });
}

async function wrongFields(
  needs: AddWebhookNeeds,
  actor: Operator,
  { url, types, brand }: Pick<AddWebhookInput, "url" | "types" | "brand">,
): Promise<FieldError[]> {
  const wrong: FieldError[] = [];
  const address = wrongWebhookUrl(url, await callRule(needs));
  if (address !== null) wrong.push({ field: "url", message: address });
  const unknown = types.filter((one) => !WEBHOOK_SELECTORS.includes(one));
  if (unknown.length > 0) {
    const message = `${unknown.join(", ")}: there are ${WEBHOOK_SELECTORS.join(", ")}`;
    wrong.push({ field: "types", message });
  }
  const known = brand === null ? true : (await needs.brands.byId(brand)) !== null;
  if (!known || !seesEndpoint(actor, { brand })) {
    const message =
      brand === null ? "name one: the key has not all brands" : "is no brand of the key";
    wrong.push({ field: "brand", message });
  }
  if ((await needs.webhookEndpoints.all()).length >= ENDPOINTS_MAX) {
    wrong.push({
      field: "url",
      message: `there are ${ENDPOINTS_MAX} endpoints, which is the most`,
    });
  }
  return wrong;
}

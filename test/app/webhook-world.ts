/** Endpoints for tests of webhooks. */
import type { Operator } from "../../src/app/base/actor.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { addWebhook } from "../../src/app/webhook-out/add-webhook.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { scopesOfRole } from "../../src/domain/operator/scope.ts";

/** An administrator of all brands. */
export const ADMIN: Operator = {
  kind: "operator",
  keyId: toId("key", "key_anna"),
  person: "anna",
  name: "Anna",
  role: "administrator",
  scopes: scopesOfRole("administrator"),
  brands: "all",
};

/** A new endpoint and its secret. */
export async function endpointAt(ports: Ports, url: string, types: readonly string[] = ["*"]) {
  const order = { url, description: "", types, brand: null, reason: "a test" };
  const made = await addWebhook(ports, ADMIN, order);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

import Stripe from "stripe";
import { stripeClient } from "../../../adapters/stripe/client.ts";
import { WORKER_PERMISSIONS } from "../../../adapters/stripe/permissions.ts";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended, unseen, wrong } from "../looked-at.ts";
import { endpointUrl } from "./webhook.ts";

/** "PaymentIntents:write,Refunds:write,…": what the Worker's key of this version needs. */
const NEEDED = WORKER_PERMISSIONS.map(({ resource, access }) => `${resource}:${access}`);
const ALL = NEEDED.join(",");
const KEYS = "https://dashboard.stripe.com/apikeys";

/**
 * The account, and what the Worker's restricted key may. Stripe shows no key's permissions, so each
 * is tried where the key is on this machine, and what was tried is noted at the webhook endpoint.
 * Elsewhere the note says what is new with this version.
 */
export const stripeKeyPart: DeployPart = {
  name: "account and key at Stripe",
  look: async (deployment) => [await inspectAccount(deployment), await inspectKey(deployment)],
};

async function inspectAccount(deployment: DeployTarget): Promise<LookedAt> {
  const account = await deployment.stripe().accounts.retrieveCurrent();
  const what = `Stripe account ${account.id}`;
  const country = account.country ?? "country unknown";
  if (account.charges_enabled) return fine(what, `${country}, takes payments`);
  const live = deployment.variable("STRIPE_PUBLISHABLE_KEY").startsWith("pk_live_");
  if (!live) return fine(what, `${country}, takes payments in test mode only`);
  const todo = "complete it at https://dashboard.stripe.com/account";
  return wrong(what, "takes no live payments yet", todo);
}

async function inspectKey(deployment: DeployTarget): Promise<LookedAt> {
  const what = "permissions of STRIPE_SECRET_KEY";
  const { secrets, surroundings } = deployment;
  const key = secrets.get("STRIPE_SECRET_KEY") ?? surroundings.env.STRIPE_SECRET_KEY;
  const own = await ownEndpoint(deployment);
  if (key) {
    const lacks = await lackingPermissions(deployment, key);
    if (lacks.length > 0) return wrong(what, `lacks ${lacks.join(", ")}`, `give them: ${KEYS}`);
    if (own === null || own.metadata.key_permissions === ALL) return fine(what, ALL);
    const line = lacking(what, "tried, and not noted yet");
    return mended(line, `note at ${own.id} which permissions the key was tried for`, async () => {
      const metadata = { key_permissions: ALL };
      await deployment.stripe().webhookEndpoints.update(own.id, { metadata });
    });
  }
  const again = "then once more with STRIPE_SECRET_KEY in the environment, which tries the key";
  const noted = own?.metadata.key_permissions?.split(",");
  if (noted === undefined) return unseen(what, "were never tried", `they are ${ALL}; ${again}`);
  const fresh = NEEDED.filter((one) => !noted.includes(one));
  if (fresh.length === 0) return fine(what, ALL);
  const is = `new with this version: ${fresh.join(", ")}`;
  return lacking(what, is, `give them to the key: ${KEYS}; ${again}`);
}

async function ownEndpoint(deployment: DeployTarget): Promise<Stripe.WebhookEndpoint | null> {
  const url = endpointUrl(deployment);
  const { data } = await deployment.stripe().webhookEndpoints.list({ limit: 100 });
  return data.find((one) => one.url === url) ?? null;
}

/** Tries each permission with a request that changes nothing. Throws when there is no answer. */
async function lackingPermissions(deployment: DeployTarget, key: string): Promise<string[]> {
  const client = stripeClient({ ...deployment.stripeAddress(), secretKey: key });
  const lacks: string[] = [];
  for (const { resource, access, probe } of WORKER_PERMISSIONS) {
    if (await isForbidden(client, probe)) lacks.push(`${resource}: ${access}`);
  }
  return lacks;
}

/** Every other refusal (something required is missing, or not found) shows the permission. */
async function isForbidden(
  client: Stripe,
  [method, path]: (typeof WORKER_PERMISSIONS)[number]["probe"],
): Promise<boolean> {
  try {
    await client.rawRequest(method, path);
    return false;
  } catch (fault) {
    if (!(fault instanceof Stripe.errors.StripeError)) throw fault;
    if (fault.statusCode === 403) return true;
    if (fault.statusCode === 400 || fault.statusCode === 404) return false;
    throw fault;
  }
}

import { createHash } from "node:crypto";
import Stripe from "stripe";
import { HANDLED_EVENTS, WEBHOOK_PATH } from "../../../contract/stripe-events.ts";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended, wrong } from "../looked-at.ts";
import { publicUrl } from "./public-url.ts";
import { secretStore } from "./secret-store.ts";

const SECRET = "STRIPE_WEBHOOK_SECRET";
/** The metadata of an endpoint that setup made, and of which it has stored the secret. */
const MADE_BY = "edge-topup deploy:setup";
type Endpoint = Stripe.WebhookEndpoint;
type Events = Stripe.WebhookEndpointCreateParams["enabled_events"];

/**
 * Stripe tells the secret of an endpoint once, when it is made. So an endpoint of ours counts only
 * when its metadata has the digest of the secret that was stored; one that a crash left without is
 * replaced and deleted.
 */
export const webhookPart: DeployPart = {
  name: "webhook endpoint at Stripe",
  look: async (deployment) => {
    const url = endpointUrl(deployment);
    const id = deployment.variable("DEPLOYMENT_ID");
    if (url === null) {
      return [lacking("webhook endpoint", "is not in the account", "set PUBLIC_URL first")];
    }
    const what = `webhook endpoint ${url}`;
    if (id === "") return [lacking(what, "DEPLOYMENT_ID is empty", "answer --deployment-id first")];
    const all: Endpoint[] = [];
    for await (const one of deployment.stripe().webhookEndpoints.list({ limit: 100 }))
      all.push(one);
    const here = all.filter((one) => one.url === url);
    const secret = await knownSecret(deployment);
    const good = here.find((one) => holdsSecret(one, secret)) ?? null;
    return [
      ...(good === null
        ? [madeAnew(deployment, { what, url }, here, secret)]
        : [inspectEndpoint(deployment, what, good), ...orphans(deployment, here, good)]),
      ...claims(all, url, id),
    ];
  },
};

/** Null while PUBLIC_URL is not the operator's own. */
export function endpointUrl(deployment: DeployTarget): string | null {
  const base = publicUrl(deployment);
  return base === null ? null : new URL(WEBHOOK_PATH, base).href;
}

/** What is known of the Worker's secret: its digest, or only that the store has one. */
type KnownSecret = { readonly digest: string } | "stored" | "nowhere";

async function knownSecret(deployment: DeployTarget): Promise<KnownSecret> {
  const kept = deployment.secrets.get(SECRET);
  if (kept !== null) return { digest: digestOf(kept) };
  return (await secretStore(deployment).names())?.includes(SECRET) ? "stored" : "nowhere";
}

/** Enough of it to recognise a secret of 32 random characters, and to guess nothing. */
const digestOf = (secret: string): string =>
  createHash("sha256").update(secret).digest("hex").slice(0, 16);

/** Whether the Worker can check what this endpoint signs, as far as can be known. */
function holdsSecret({ metadata, api_version }: Endpoint, secret: KnownSecret): boolean {
  if (secret === "nowhere" || api_version !== Stripe.API_VERSION) return false;
  if (metadata.made_by !== MADE_BY) return true;
  if (secret === "stored") return metadata.secret_digest !== undefined;
  return metadata.secret_digest === secret.digest;
}

/** A new endpoint; those at the same address follow when its secret is stored. */
function madeAnew(
  deployment: DeployTarget,
  { what, url }: { readonly what: string; readonly url: string },
  old: readonly Endpoint[],
  secret: KnownSecret,
): LookedAt {
  const [first] = old;
  const line =
    first === undefined
      ? lacking(what, "is not in the account")
      : wrong(what, whyUseless(first, secret));
  const replacing = old.map(({ id }) => id).join(", ");
  const change =
    `make a webhook endpoint for ${HANDLED_EVENTS.length} events (API ${Stripe.API_VERSION}), ` +
    `store its secret${replacing === "" ? "" : `, delete ${replacing}`}`;
  return mended(line, change, async () => {
    const stripe = deployment.stripe();
    const metadata = { deployment: deployment.variable("DEPLOYMENT_ID"), made_by: MADE_BY };
    const made = await stripe.webhookEndpoints.create({
      url,
      enabled_events: [...HANDLED_EVENTS] satisfies Events,
      api_version: Stripe.API_VERSION as Stripe.WebhookEndpointCreateParams.ApiVersion,
      description: `edge-topup, ${deployment.config().name}`,
      metadata,
    });
    if (!made.secret) throw new Error(`${made.id} came without its secret: run this again`);
    await secretStore(deployment).keepAndPut(SECRET, made.secret);
    await stripe.webhookEndpoints.update(made.id, {
      metadata: { secret_digest: digestOf(made.secret) },
    });
    for (const { id } of old) await stripe.webhookEndpoints.del(id);
  });
}

function whyUseless({ id, api_version }: Endpoint, secret: KnownSecret): string {
  if (api_version !== Stripe.API_VERSION) {
    return `${id} sends API version ${api_version}, this version reads ${Stripe.API_VERSION}`;
  }
  if (secret === "nowhere") return `${id} is there, its secret is nowhere`;
  return `${id} is there, its secret is another one than the Worker's`;
}

function inspectEndpoint(deployment: DeployTarget, what: string, endpoint: Endpoint): LookedAt {
  const { id, status, enabled_events: enabled, metadata } = endpoint;
  const lacks = enabled.includes("*") ? [] : HANDLED_EVENTS.filter((e) => !enabled.includes(e));
  const deploymentId = deployment.variable("DEPLOYMENT_ID");
  const faults = [
    ...(lacks.length > 0 ? [`lacks the events ${lacks.join(", ")}`] : []),
    ...(status === "enabled" ? [] : [`is ${status}`]),
    ...(metadata.deployment === deploymentId ? [] : ["lacks the metadata deployment"]),
  ];
  if (faults.length === 0) return fine(what, `${id}, ${HANDLED_EVENTS.length} events`);
  const change = `give ${id} the events of this version and its metadata, and enable it`;
  return mended(wrong(what, `${id} ${faults.join("; ")}`), change, async () => {
    const events = [...new Set([...enabled, ...HANDLED_EVENTS])];
    await deployment.stripe().webhookEndpoints.update(id, {
      ...(lacks.length > 0 && { enabled_events: events as Events }),
      ...(status !== "enabled" && { disabled: false }),
      metadata: { deployment: deploymentId },
    });
  });
}

/** Endpoints at our address that sign with a secret that the Worker does not have. */
function orphans(deployment: DeployTarget, here: readonly Endpoint[], good: Endpoint): LookedAt[] {
  return here
    .filter(({ id }) => id !== good.id)
    .map(({ id, url }) =>
      mended(
        wrong(`webhook endpoint ${id}`, `sends everything to ${url} a second time`),
        `delete ${id}`,
        async () => {
          await deployment.stripe().webhookEndpoints.del(id);
        },
      ),
    );
}

/** Another address with our id: the Worker would stop sales (finding deployment_id_conflict). */
function claims(all: readonly Endpoint[], url: string, deploymentId: string): LookedAt[] {
  return all
    .filter((one) => one.url !== url && one.metadata.deployment === deploymentId)
    .filter((one) => one.status === "enabled")
    .map(({ id, url: other }) =>
      wrong(
        `webhook endpoint ${id}`,
        `claims the same DEPLOYMENT_ID for ${other}`,
        "two deployments have one id, or this one has moved: delete the old address's endpoint",
      ),
    );
}

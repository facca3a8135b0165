import type * as z from "zod";
import { settings } from "../../../config/settings.ts";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { generateSecret } from "../generated-secrets.ts";
import { comesLater, fine, type LookedAt, lacking, mended } from "../looked-at.ts";
import { databaseNamed, hasTable, selectRows } from "./database-shape.ts";
import { secretStore } from "./secret-store.ts";

/** Comes from Stripe together with the webhook endpoint: that part looks at it. */
const OF_THE_ENDPOINT = "STRIPE_WEBHOOK_SECRET";
const BOOTSTRAP = "OPERATOR_BOOTSTRAP_TOKEN";

/** The secrets of the Worker by their names: Cloudflare shows no value. */
export const secretsPart: DeployPart = {
  name: "secrets",
  look: async (deployment) => {
    const store = secretStore(deployment);
    const stored = await store.names();
    const required = requiredSecrets(deployment).filter((name) => name !== OF_THE_ENDPOINT);
    const wanted = new Set([...required, ...optionalKept(deployment, required)]);
    if (await wantsBootstrap(deployment, stored)) wanted.add(BOOTSTRAP);
    return [...wanted].map((name) => inspectSecret(deployment, name, stored));
  },
};

/** Those of `[secrets] required`, and those without which the Worker does not start. */
export function requiredSecrets(deployment: DeployTarget): readonly string[] {
  const { vars, requiredSecrets: named } = deployment.config();
  const shape: Readonly<Record<string, z.ZodType>> = settings.shape;
  const needed = Object.keys(shape).filter(
    (name) => !(name in vars) && !isPublic(name) && !shape[name]?.safeParse(undefined).success,
  );
  return [...new Set([...named, ...needed])];
}

/** A var that wrangler.toml leaves to the older portal's names. */
const isPublic = (name: string) => name === "STRIPE_PUBLISHABLE_KEY";

/**
 * Optional ones that lie in the file: they want to be in the store too. Not the bootstrap token,
 * which a person takes out again after the first administrator's key is made.
 */
function optionalKept({ secrets }: DeployTarget, required: readonly string[]): readonly string[] {
  return secrets
    .names()
    .filter((name) => name in settings.shape)
    .filter((name) => name !== OF_THE_ENDPOINT && name !== BOOTSTRAP)
    .filter((name) => !required.includes(name));
}

/** Only the first administrator's key is made with it. */
async function wantsBootstrap(
  deployment: DeployTarget,
  stored: readonly string[] | null,
): Promise<boolean> {
  if (stored?.includes(BOOTSTRAP)) return true;
  const plan = deployment.config().databases.find(({ binding }) => binding === "DB");
  const found = plan && (await databaseNamed(deployment, plan.name));
  if (!found || !(await hasTable(deployment, found.uuid, "operator_key"))) return true;
  return (
    (await selectRows(deployment, found.uuid, "SELECT 1 FROM operator_key LIMIT 1")).length === 0
  );
}

function inspectSecret(
  deployment: DeployTarget,
  name: string,
  stored: readonly string[] | null,
): LookedAt {
  const { secrets, surroundings } = deployment;
  const what = `secret ${name}`;
  if (stored?.includes(name)) return fine(what, "is in the Worker's store");
  const kept = secrets.get(name);
  const store = secretStore(deployment);
  if (kept !== null && stored === null) {
    return comesLater(what, "waits in the secrets file for the first deployment");
  }
  if (kept !== null) {
    const line = lacking(what, "is in the secrets file and not in the Worker's store");
    return mended(line, `put ${name} into the Worker's store`, () => store.put(name, kept));
  }
  const line = lacking(what, "is nowhere");
  const given = surroundings.env[name];
  if (given) {
    return mended(line, `keep ${name} of your environment in the secrets file`, () =>
      store.keepAndPut(name, given),
    );
  }
  const made = generateSecret(name);
  if (made === null) return { ...line, todo: `write it into ${secrets.path}` };
  return mended(line, `generate ${name}, unseen, into the secrets file`, () =>
    store.keepAndPut(name, made),
  );
}

import { randomBytes } from "node:crypto";
import { settingsOf } from "../../../config/settings-of.ts";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { generatedSecrets } from "../generated-secrets.ts";
import { fine, wrong } from "../looked-at.ts";

/** The vars by the Worker's own schema: what it would refuse to start with is said before. */
export const settingsPart: DeployPart = {
  name: "settings",
  look: async (deployment) => {
    const refused = refusalIn(deployment);
    if (refused === null) return [fine("settings", "the Worker would start with them")];
    return issuesIn(refused).map(({ name, why }) =>
      wrong(`setting ${name}`, why, "wrangler.toml, or the secrets file if it is a secret"),
    );
  },
};

/** The message with which the Worker would refuse to start; null: it would start. */
function refusalIn(deployment: DeployTarget): string | null {
  const { vars, fetchers } = deployment.config();
  const { secrets } = deployment;
  const known = Object.fromEntries(secrets.names().map((name) => [name, secrets.get(name)]));
  const bound = Object.fromEntries(fetchers.map((name) => [name, { fetch: () => null }]));
  try {
    settingsOf({
      ...wellFormed(String(vars.STRIPE_PUBLISHABLE_KEY ?? "")),
      ...vars,
      ...known,
      ...bound,
    });
    return null;
  } catch (fault) {
    if (fault instanceof Error && fault.message.startsWith("configuration: ")) return fault.message;
    throw fault;
  }
}

/**
 * Secrets that cannot be read here (they are in Cloudflare's store, or not made yet) count as well
 * formed: whether they are there is another check.
 */
function wellFormed(publishableKey: string): Readonly<Record<string, string>> {
  const mode = publishableKey.startsWith("pk_live_") ? "live" : "test";
  const some = randomBytes(16).toString("hex");
  return {
    ...generatedSecrets(),
    STRIPE_SECRET_KEY: `sk_${mode}_${some}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${some}`,
  };
}

/** `✖ message`, and in the next line `→ at NAME`, as zod writes an error. */
function issuesIn(refusal: string): readonly { readonly name: string; readonly why: string }[] {
  const text = refusal.replace(/^configuration: /, "");
  if (!text.includes("✖")) return [{ name: "names", why: text }];
  return text
    .split("✖ ")
    .slice(1)
    .map((issue) => {
      const [why = "", at = ""] = issue.split("→ at ");
      return { name: at.trim() || "names", why: why.trim() };
    });
}

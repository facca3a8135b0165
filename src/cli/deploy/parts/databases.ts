import * as z from "zod";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended, wrong } from "../looked-at.ts";
import { placeOf } from "../places.ts";
import { withDatabaseId } from "../toml-edit.ts";
import type { Database } from "../worker-config.ts";
import { type DatabaseAtCloudflare, databaseNamed } from "./database-shape.ts";

/** Every database that wrangler.toml binds, under its name and with its id. */
export const databasesPart: DeployPart = {
  name: "databases",
  look: async (deployment) => {
    const lines: LookedAt[] = [];
    for (const plan of deployment.config().databases) {
      lines.push(inspectDatabase(deployment, plan, await databaseNamed(deployment, plan.name)));
    }
    return lines;
  },
};

function inspectDatabase(
  deployment: DeployTarget,
  plan: Database,
  found: DatabaseAtCloudflare | null,
): LookedAt {
  const what = `database ${plan.name}`;
  if (found === null) {
    const answer = deployment.answers().databases;
    const line = lacking(what, "is not in the account");
    if (answer === undefined) return { ...line, todo: "answer --databases first" };
    return mended(line, `make database ${plan.name} (${answer}) and write its id`, async () => {
      const { jurisdiction, hint } = placeOf(answer);
      const made = await deployment.cloudflare.ask(
        {
          method: "POST",
          path: "~/d1/database",
          body: {
            name: plan.name,
            ...(jurisdiction === null ? { primary_location_hint: hint } : { jurisdiction }),
          },
          needs: "d1",
        },
        z.looseObject({ uuid: z.string() }),
      );
      writeId(deployment, plan, made.uuid);
    });
  }
  if (found.uuid === plan.id) return fine(what, `bound as ${plan.binding}`);
  const is = `has the id ${found.uuid}, and wrangler.toml has ${plan.id || "none"}`;
  return mended(
    wrong(what, is),
    `write database_id of ${plan.binding} into wrangler.toml`,
    async () => writeId(deployment, plan, found.uuid),
  );
}

function writeId({ editConfig, options }: DeployTarget, { binding }: Database, id: string): void {
  editConfig((text) => withDatabaseId(text, options.environment, binding, id));
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseEnv } from "node:util";
import * as z from "zod";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, lacking, mended, wrong } from "../looked-at.ts";

const token = z.looseObject({ id: z.string(), name: z.string(), client_id: z.string() });
const withSecret = token.extend({ client_secret: z.string() });

/** The service token with which programs (the operator CLI, a workflow) pass Access. */
export const accessTokenPart: DeployPart = {
  name: "service token for programs",
  look: async (deployment) => {
    if (!wantsAccess(deployment)) return [];
    const what = `service token ${tokenName(deployment)}`;
    const found = await ownToken(deployment);
    const { cloudflare } = deployment;
    const needs = "accessTokens";
    if (found === null) {
      const change = `make ${what} for a year, and keep it in ${fileOf(deployment)}`;
      return [
        mended(lacking(what, "is not in the account"), change, async () => {
          const body = { name: tokenName(deployment), duration: "8760h" };
          const call = { method: "POST", path: "~/access/service_tokens", body, needs } as const;
          keepToken(deployment, await cloudflare.ask(call, withSecret));
        }),
      ];
    }
    if (keptId(deployment) === found.client_id) return [fine(what, "its secret is kept")];
    const change = `give ${what} a new secret, and keep it in ${fileOf(deployment)}`;
    return [
      mended(wrong(what, "its secret is not on this machine"), change, async () => {
        const path = `~/access/service_tokens/${found.id}/rotate`;
        keepToken(deployment, await cloudflare.ask({ method: "POST", path, needs }, withSecret));
      }),
    ];
  },
};

export const wantsAccess = (deployment: DeployTarget): boolean =>
  (deployment.answers().access ?? []).length > 0;

/** Null: it was not made yet. */
export async function ownToken(deployment: DeployTarget) {
  const call = { path: "~/access/service_tokens", needs: "accessTokens" } as const;
  const all = await deployment.cloudflare.ask(call, z.array(token));
  return all.find(({ name }) => name === tokenName(deployment)) ?? null;
}

const tokenName = ({ config }: DeployTarget): string => `${config().name}: programs`;

/** In the form of a shell, because the operator CLI takes it from the environment. */
const fileOf = ({ options }: DeployTarget): string =>
  options.secretsPath.replace(/(?:\.secrets)?\.json$/, ".access.env");

/** Of the environment, or of the file. */
function keptId(deployment: DeployTarget): string | undefined {
  const { CF_ACCESS_CLIENT_ID: given } = deployment.surroundings.env;
  const path = fileOf(deployment);
  if (given || !existsSync(path)) return given;
  return parseEnv(readFileSync(path, "utf8")).CF_ACCESS_CLIENT_ID;
}

function keepToken(deployment: DeployTarget, made: z.infer<typeof withSecret>): void {
  const path = fileOf(deployment);
  mkdirSync(dirname(path), { recursive: true });
  const lines = [
    `CF_ACCESS_CLIENT_ID=${made.client_id}`,
    `CF_ACCESS_CLIENT_SECRET=${made.client_secret}`,
  ];
  writeFileSync(path, `${lines.join("\n")}\n`, { mode: 0o600 });
}

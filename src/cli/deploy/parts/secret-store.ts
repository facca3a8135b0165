import * as z from "zod";
import type { DeployTarget } from "../deployment.ts";

/** The Worker's secrets at Cloudflare, which can be written and never read. */
export interface SecretStore {
  /** Null: the Worker does not exist yet, so it can hold none. */
  names(): Promise<readonly string[] | null>;
  put(name: string, value: string): Promise<void>;
  /** First on this machine's disk, then in the store if there is one already. */
  keepAndPut(name: string, value: string): Promise<void>;
}

export function secretStore({ cloudflare, config, secrets }: DeployTarget): SecretStore {
  const path = `~/workers/scripts/${config().name}/secrets`;
  const needs = "scripts";
  const names = async () => {
    const list = z.array(z.looseObject({ name: z.string() }));
    const found = await cloudflare.find({ path, needs }, list);
    return found === null ? null : found.map(({ name }) => name);
  };
  const put = async (name: string, text: string) => {
    const body = { name, text, type: "secret_text" };
    await cloudflare.ask({ method: "PUT", path, body, needs }, z.unknown());
  };
  return {
    names,
    put,
    keepAndPut: async (name, value) => {
      secrets.keep(name, value);
      if ((await names()) !== null) await put(name, value);
    },
  };
}

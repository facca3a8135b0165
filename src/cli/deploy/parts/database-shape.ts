import * as z from "zod";
import type { DeployTarget } from "../deployment.ts";

const database = z.looseObject({
  uuid: z.string(),
  name: z.string(),
  jurisdiction: z.string().nullish(),
});
export type DatabaseAtCloudflare = z.infer<typeof database>;

/** The database of exactly this name; null: there is none. Throws `CloudflareRefused`. */
export async function databaseNamed(
  { cloudflare }: DeployTarget,
  name: string,
): Promise<DatabaseAtCloudflare | null> {
  const path = `~/d1/database?name=${encodeURIComponent(name)}&per_page=100`;
  const list = await cloudflare.ask({ path, needs: "d1" }, z.array(database));
  return list.find((one) => one.name === name) ?? null;
}

const answers = z.array(
  z.looseObject({ results: z.array(z.record(z.string(), z.unknown())).default([]) }),
);

/** The rows of one SELECT. Throws `CloudflareRefused`, also where a table is not there. */
export async function selectRows(
  { cloudflare }: DeployTarget,
  id: string,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const call = { method: "POST", path: `~/d1/database/${id}/query`, body: { sql } } as const;
  const [first] = await cloudflare.ask({ ...call, needs: "d1" }, answers);
  return first?.results ?? [];
}

/** Whether the database has a table. */
export async function hasTable(deployment: DeployTarget, id: string, table: string) {
  const sql = `SELECT name FROM sqlite_master WHERE type = 'table' AND name = '${table}'`;
  return (await selectRows(deployment, id, sql)).length > 0;
}

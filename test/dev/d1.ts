import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_readConfig } from "wrangler";
import type { CastStatement } from "../fixtures/cast.ts";
import { CONFIG } from "./paths.ts";

const EMPTY = "export default { fetch: () => new Response(null, { status: 404 }) };";
const PER_BATCH = 200;

/**
 * Opens the local D1 of a stopped Worker and runs the statements. While a Worker runs, use its own
 * handle (`MiniflareWorld.db`): two processes must not write to one file.
 */
export async function insertRows(
  persistTo: string,
  statements: readonly CastStatement[],
): Promise<void> {
  const databases = unstable_readConfig({ config: CONFIG }).d1_databases;
  const d1Databases: Record<string, string> = {};
  for (const { binding, database_id: id } of databases) if (id) d1Databases[binding] = id;
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      resourcePersistencePath: `${persistTo}/v3`,
      d1Databases,
      modules: [{ type: "ESModule", path: "empty.js", contents: EMPTY }],
    }),
  );
  try {
    await run(await mf.getD1Database("DB"), statements);
  } finally {
    await mf.dispose();
  }
}

export async function run(db: D1Database, statements: readonly CastStatement[]): Promise<void> {
  for (let from = 0; from < statements.length; from += PER_BATCH) {
    const batch = statements.slice(from, from + PER_BATCH);
    await db.batch(batch.map(({ sql, params }) => db.prepare(sql).bind(...params)));
  }
}

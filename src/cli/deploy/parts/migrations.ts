import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended } from "../looked-at.ts";
import type { Database } from "../worker-config.ts";
import { databaseNamed, hasTable, selectRows } from "./database-shape.ts";

/** The files of each database's folder, compared with wrangler's table of what was applied. */
export const migrationsPart: DeployPart = {
  name: "migrations",
  look: async (deployment) => {
    const lines: LookedAt[] = [];
    for (const plan of deployment.config().databases) {
      lines.push(await inspectMigrations(deployment, plan));
    }
    return lines;
  },
};

async function inspectMigrations(deployment: DeployTarget, plan: Database): Promise<LookedAt> {
  const what = `migrations of ${plan.name}`;
  const folder = join(dirname(deployment.options.config), plan.migrations);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
  const found = await databaseNamed(deployment, plan.name);
  if (found === null) {
    return lacking(what, `${files.length} to apply`, "the database is made first; then again");
  }
  const applied = await appliedIn(deployment, found.uuid);
  const pending = files.filter((file) => !applied.includes(file));
  const newer = applied.filter((file) => !files.includes(file));
  if (pending.length === 0) {
    const more = newer.length === 0 ? "" : `, and ${newer.join(", ")} of a newer version`;
    return fine(what, `all ${files.length} applied${more}`);
  }
  const line = lacking(what, `not applied: ${pending.join(", ")}`);
  return mended(line, `apply ${pending.join(", ")} to ${plan.name}`, async () => {
    for (const file of pending) await applyMigration(deployment, plan, join(folder, file));
  });
}

async function appliedIn(deployment: DeployTarget, id: string): Promise<readonly string[]> {
  if (!(await hasTable(deployment, id, "d1_migrations"))) return [];
  const rows = await selectRows(deployment, id, "SELECT name FROM d1_migrations ORDER BY id");
  return rows.map(({ name }) => String(name));
}

/** As `wrangler d1 migrations apply` makes it, so that both ways go on from each other. */
const TABLE =
  "CREATE TABLE IF NOT EXISTS d1_migrations(id INTEGER PRIMARY KEY AUTOINCREMENT, " +
  "name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);";

/**
 * Imports one file together with its row in wrangler's table: all of it or nothing. An import takes
 * triggers as they are, where `migrations apply` sends the text to a server that cuts it into
 * statements by itself (`migrations/README.md`).
 */
async function applyMigration(deployment: DeployTarget, plan: Database, path: string) {
  const name = path.slice(dirname(path).length + 1);
  const folder = mkdtempSync(join(tmpdir(), "edge-topup-migration-"));
  const file = join(folder, name);
  const row = `INSERT INTO d1_migrations (name) VALUES ('${name}');`;
  writeFileSync(file, `${TABLE}\n${readFileSync(path, "utf8").trimEnd()}\n${row}\n`);
  try {
    await deployment.surroundings.wrangler([
      "d1",
      "execute",
      plan.binding,
      "--remote",
      "--yes",
      "--file",
      file,
      ...deployment.envFlag,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

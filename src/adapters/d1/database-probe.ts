import type { Probe } from "../../app/ports/probe.ts";

/** The table in which `wrangler d1 migrations apply` notes what it applied. */
const APPLIED = "SELECT name FROM d1_migrations";

/** Whether a database answers and has every migration that this version expects. */
export function databaseProbe(binding: string, d1: D1Database, expected: readonly string[]): Probe {
  return {
    name: `d1 ${binding}`,
    async ask() {
      const apply = `npx wrangler d1 migrations apply ${binding} --remote`;
      const applied = await appliedIn(d1);
      const pending = expected.filter((name) => !applied.includes(name));
      if (pending.length > 0) {
        return { ok: false, detail: `not applied: ${pending.join(", ")}: ${apply}` };
      }
      return { ok: true, detail: `${applied.length} migrations applied` };
    },
  };
}

/** None where no migration ever made the table. */
async function appliedIn(d1: D1Database): Promise<readonly string[]> {
  try {
    const { results } = await d1.prepare(APPLIED).all<{ name: string }>();
    return results.map(({ name }) => name);
  } catch (fault) {
    if (fault instanceof Error && fault.message.includes("no such table")) return [];
    throw fault;
  }
}

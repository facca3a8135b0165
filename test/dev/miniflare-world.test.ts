import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildBundle } from "./bundle.ts";
import { type MiniflareWorld, startMiniflareWorld } from "./miniflare-world.ts";

const CONFIG = `
name = "probe"
main = "probe.js"
compatibility_date = "2026-10-20"
vars = { WORD = "config" }
d1_databases = [{ binding = "DB", database_name = "probe", database_id = "0" }]
durable_objects.bindings = [{ name = "COUNT", class_name = "Count" }]
migrations = [{ tag = "v1", new_sqlite_classes = ["Count"] }]
triggers.crons = ["*/5 * * * *"]
`;
const WORKER = `
import { DurableObject } from "cloudflare:workers";
export class Count extends DurableObject {
  add(n) {
    const count = (this.ctx.storage.kv.get("count") ?? 0) + n;
    this.ctx.storage.kv.put("count", count);
    return count;
  }
}
const one = (env) => env.COUNT.get(env.COUNT.idFromName("one"));
export default {
  fetch: async (_, env) => Response.json({ word: env.WORD, count: await one(env).add(1) }),
  scheduled: async (event, env) => { await one(env).add(event.cron === "*/5 * * * *" ? 100 : 0); },
};
`;

describe("a Worker in Miniflare", () => {
  const dir = mkdtempSync(join(tmpdir(), "edge-topup-"));
  let world: MiniflareWorld;
  const ask = async () => (await fetch(world.url)).json();

  beforeAll(async () => {
    const config = join(dir, "wrangler.toml");
    writeFileSync(config, CONFIG);
    writeFileSync(join(dir, "probe.js"), WORKER);
    writeFileSync(join(dir, ".dev.vars"), "WORD=developer\n");
    const bundle = await buildBundle(join(dir, "dist"), { config });
    const vars = { WORD: "override" };
    world = await startMiniflareWorld({ bundle, persistTo: join(dir, "state"), vars, config });
  }, 60_000);
  afterAll(async () => {
    await world?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test("answers with the caller's variables, runs crons, and keeps its state after a SIGKILL", async () => {
    expect(await ask()).toEqual({ word: "override", count: 1 });
    await world.scheduled("*/5 * * * *");
    world.kill();
    await world.serving();
    expect(await ask()).toEqual({ word: "override", count: 103 });
    const row = await (await world.db()).prepare("SELECT 7 AS seven").first();
    expect(row).toEqual({ seven: 7 });
  });
});

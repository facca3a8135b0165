import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { unstable_getVarsForDev, unstable_readConfig } from "wrangler";
import type { Configuration } from "../architecture/support/environments.ts";
import { envFile } from "./dev-vars.ts";
import { writeDevelopmentConfig } from "./development-config.ts";
import { CONFIG } from "./paths.ts";

const folder = mkdtempSync(join(tmpdir(), "edge-topup-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The names that `wrangler dev` hands to the Worker of a file of variables. */
function handedOver(configPath: string, vars: Readonly<Record<string, string>>): string[] {
  const file = join(folder, "worker.env");
  writeFileSync(file, envFile(vars));
  const config = unstable_readConfig({ config: configPath, env: "" });
  const given = unstable_getVarsForDev(
    config.userConfigPath,
    [file],
    config.vars,
    undefined,
    true,
    config.secrets,
  );
  return Object.keys(given).filter((name) => name in vars);
}

describe("the configuration of `npm run dev`", () => {
  const OPTIONAL = { IP_API_TOKEN: "t", OCS_ENGINES: "{}", MAIL_API_KEY: "re_1" };

  test("optional secrets reach the Worker", () => {
    expect(handedOver(writeDevelopmentConfig(folder), OPTIONAL)).toEqual(Object.keys(OPTIONAL));
  });

  test("they would not with wrangler.toml itself, which names the required ones", () => {
    expect(handedOver(CONFIG, OPTIONAL)).toEqual([]);
  });

  test("is wrangler.toml in everything else, from any folder", () => {
    const path = writeDevelopmentConfig(folder);
    const [own, original] = [path, CONFIG].map(
      (config): Configuration => unstable_readConfig({ config, env: "" }, { hideWarnings: true }),
    );
    const { main, assets, alias, build, queues, d1_databases, durable_objects, vars } = own ?? {};
    expect(existsSync(main ?? "")).toBe(true);
    expect(existsSync(assets?.directory ?? "")).toBe(true);
    for (const target of Object.values(alias ?? {})) expect(existsSync(target)).toBe(true);
    expect(build?.watch_dir).toHaveLength(2);
    for (const dir of build?.watch_dir ?? []) expect(existsSync(dir), dir).toBe(true);
    for (const one of d1_databases ?? []) expect(existsSync(one.migrations_dir ?? "")).toBe(true);
    expect(d1_databases?.map((one) => one.database_id)).toEqual(
      original?.d1_databases.map((one) => one.database_id),
    );
    expect({ queues, durable_objects, vars }).toEqual({
      queues: original?.queues,
      durable_objects: original?.durable_objects,
      vars: original?.vars,
    });
  });
});

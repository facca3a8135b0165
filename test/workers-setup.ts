import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll } from "vitest";
import { operatorStatements } from "./fixtures/operators.ts";

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  await applyD1Migrations(env.LEDGER_1, env.LEDGER_MIGRATIONS);
  await applyD1Migrations(env.LEDGER_2, env.LEDGER_MIGRATIONS);
  await env.DB.batch(
    operatorStatements().map(({ sql, params }) => env.DB.prepare(sql).bind(...params)),
  );
});

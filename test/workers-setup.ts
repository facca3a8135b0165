import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll } from "vitest";
import { operatorStatements } from "./fixtures/operators.ts";

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  await env.DB.batch(
    operatorStatements().map(({ sql, params }) => env.DB.prepare(sql).bind(...params)),
  );
});

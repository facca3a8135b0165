import type { Context } from "hono";
import { checkReadiness } from "../../app/operator/check-readiness.ts";
import type { ReadinessJson } from "../../contract/readiness.ts";
import { operatorOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

/** GET /readyz: 200 when everything that a sale needs answers, else 503; one line per check. */
export async function checkReadinessRoute(c: Context<HttpEnv>): Promise<Response> {
  const checked = await checkReadiness(c.get("ports"), operatorOf(c));
  if (!checked.ok) return problem(c, checked.error);
  const checks = checked.value.map(({ name, ok, ms, detail }) => ({ name, ok, ms, detail }));
  const ok = checks.every((check) => check.ok);
  const answer: ReadinessJson = { ok, version: c.get("ports").settings.version, checks };
  return c.json(answer, ok ? 200 : 503);
}

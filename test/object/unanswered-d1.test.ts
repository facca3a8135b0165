/** What callers hear while D1 gives no answer. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { limitedD1 } from "../../src/adapters/d1/limited-d1.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { loseD1, silenceD1 } from "./support/d1-calls.ts";
import { fetchWorker } from "./support/world.ts";

const SERVICE = "/api/operator/services/00000000-0000-4000-8000-000000000001";
const asOperator = { headers: { authorization: `Bearer ${OPERATORS.crm.token}` } };
const atAddress = { headers: { "CF-Connecting-IP": "203.0.113.99" } };

// What a Worker keeps of D1 is read while it answers.
beforeAll(async () => void (await fetchWorker("/api/service", atAddress)));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe.each([
  ["silent", silenceD1],
  ["lost", loseD1],
] as const)("given D1 that is %s", (_, breakD1) => {
  test.each([
    ["the service API", "/api/service", atAddress],
    ["the operator API", SERVICE, asOperator],
  ])("%s answers with 503 and says when to ask again", async (_name, path, init) => {
    breakD1();
    const answer = await fetchWorker(path, init);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ code: "temporarily_unavailable" });
  });
});

test("what SQLite itself answers is no silence", async () => {
  const wrong = limitedD1(env.DB).prepare("SELECT * FROM no_such_table").all();
  await expect(wrong).rejects.not.toMatchObject({ name: "PortFault" });
  await expect(wrong).rejects.toThrow("no such table");
});

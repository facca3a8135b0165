/** The id of a request: in the answer, in the problem, and on every line of the log. */
import { describe, expect, test } from "vitest";
import { createInvocations } from "../../src/adapters/log/invocations.ts";
import { requestIdOf } from "../../src/http/middleware/request-context.ts";
import { problemOf, TestApp } from "./test-app.ts";

const RAY = "8c1f0a5e7d3b2916-FRA";

describe("the id of a request", () => {
  test("is the ray of Cloudflare's edge, in the header and in the problem", async () => {
    const answer = await new TestApp().call("/api/nothing", { headers: { "CF-Ray": RAY } });
    expect(answer.headers.get("X-Request-Id")).toBe(RAY);
    expect((await problemOf(answer)).request_id).toBe(RAY);
  });

  test("what a caller sends is never the id", async () => {
    const headers = { "X-Request-Id": "mine", "CF-Ray": 'x"}\n{"level":"error"' };
    for (const ray of ["mine", "8c1f0a5e7d3b2916-FRA, mine", "", headers["CF-Ray"]]) {
      expect(requestIdOf(ray)).toMatch(/^[0-9a-f-]{36}$/);
    }
    const answer = await new TestApp().call("/api/nothing", {
      headers: { "X-Request-Id": "mine" },
    });
    expect(answer.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("belongs to its own run, however many await at once", async () => {
    const invocations = createInvocations();
    const seen = await Promise.all(
      ["a", "b", "c"].map((id) =>
        invocations.run(id, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          return invocations.current()?.requestId;
        }),
      ),
    );
    expect(seen).toEqual(["a", "b", "c"]);
    expect(invocations.current()).toBeNull();
  });
});

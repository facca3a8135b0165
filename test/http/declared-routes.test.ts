/** What the compiler refuses in a declared route; `tsc -p test` checks these expectations. */
import { createRoute, type RouteHandler } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import type { CodesOf } from "../../src/app/base/refusal.ts";
import type { cancelTopUp } from "../../src/app/payment/cancel-top-up.ts";
import { ERRORS } from "../../src/domain/base/errors.ts";
import { apiOf, defineRoute } from "../../src/http/base/api-route.ts";
import { jsonAnswer } from "../../src/http/base/declare-json.ts";
import { type Notes, problems } from "../../src/http/base/declare-problems.ts";
import type { HttpEnv } from "../../src/http/base/http-env.ts";
import type { ProblemAnswer } from "../../src/http/base/problem.ts";
import { TestApp } from "./test-app.ts";

const thing = z.strictObject({ id: z.string() });
const route = createRoute({
  method: "get",
  path: "/api/things",
  responses: {
    200: jsonAnswer(thing, "A thing", { id: "1" }),
    ...problems<"not_found" | "wrong_state">({ not_found: "no thing", wrong_state: "not now" }),
  },
});

/** A handler of that route which answers with `A`. */
type Answering<A> = () => Promise<A>;
type Handler = RouteHandler<typeof route, HttpEnv>;
type Json<T, S extends 200 | 201> = Response & TypedResponse<T, S, "json">;

describe("a handler", () => {
  test("answers with what is declared", async () => {
    const found = defineRoute(route, (c) => c.json({ id: "1" }, 200));
    expect(await (await apiOf([found]).request("/api/things")).json()).toEqual({ id: "1" });
    expectTypeOf<Answering<ProblemAnswer<"wrong_state">>>().toExtend<Handler>();
    expectTypeOf<Answering<ProblemAnswer<"not_found" | "wrong_state">>>().toExtend<Handler>();
    expectTypeOf<Answering<Json<{ id: string }, 200>>>().toExtend<Handler>();
  });

  test("cannot answer with a code that is not declared, also of a declared status", () => {
    expect(ERRORS.link_invalid.status).toBe(ERRORS.not_found.status);
    expectTypeOf<Answering<ProblemAnswer<"link_invalid">>>().not.toExtend<Handler>();
    expectTypeOf<Answering<ProblemAnswer<"not_found" | "not_yours">>>().not.toExtend<Handler>();
  });

  test("cannot answer with a status that is not declared", () => {
    expectTypeOf<Answering<Json<{ id: string }, 201>>>().not.toExtend<Handler>();
    expectTypeOf<Answering<ProblemAnswer<"not_yours">>>().not.toExtend<Handler>();
  });

  test("cannot answer with another body, or with a bare Response", () => {
    expectTypeOf<Answering<Json<{ id: number }, 200>>>().not.toExtend<Handler>();
    expectTypeOf<Answering<Response>>().not.toExtend<Handler>();
  });
});

describe("the refusals of a route", () => {
  type Code = CodesOf<typeof cancelTopUp>;

  test("are those of its use case, no fewer and no more", () => {
    const notes: Notes<Code> = { not_found: "a", not_yours: "b", wrong_state: "c" };
    expect(Object.keys(problems<Code>(notes))).toEqual(["403", "404", "409"]);
    expectTypeOf<keyof Notes<Code>>().toEqualTypeOf<"not_found" | "not_yours" | "wrong_state">();
    expectTypeOf<{ not_found: string; not_yours: string }>().not.toExtend<Notes<Code>>();
  });
});

describe("what is no JSON", () => {
  test.each([
    ["broken JSON", "{", { "Content-Type": "application/json" }, 400, "invalid_request"],
    ["another content type", "{}", { "Content-Type": "text/plain" }, 415, "unsupported_media_type"],
    ["almost JSON's", "{}", { "Content-Type": "application/jsonx" }, 415, "unsupported_media_type"],
    ["no content type", new Uint8Array([123, 125]), {}, 415, "unsupported_media_type"],
    ["neither type nor body", undefined, {}, 415, "unsupported_media_type"],
  ])("%s", async (_what, body, headers, status, code) => {
    const app = new TestApp();
    const init = { method: "POST", headers, ...(body !== undefined && { body }) };
    const answer = await app.hono.request("/api/quotes", init, app.env);
    expect([answer.status, await answer.json()]).toMatchObject([status, { code, status }]);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  });

  test("broken JSON names the body, and a missing key beside it", async () => {
    const headers = { "Content-Type": "application/json" };
    const answer = await new TestApp().call("/api/top-ups", { method: "POST", body: "{", headers });
    expect(await answer.json()).toMatchObject({
      errors: [{ field: "body" }, { field: "Idempotency-Key" }],
    });
  });
});

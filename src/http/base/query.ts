import { type Hook, zValidator } from "@hono/zod-validator";
import type { Context } from "hono";
import type * as z from "zod";
import { fieldErrors } from "../../contract/parse.ts";
import type { HttpEnv } from "./http-env.ts";
import { problem } from "./problem.ts";

/** The context of a handler behind `query(schema)`: `c.req.valid("query")` is the checked query. */
export type Queried<T extends z.ZodType> = Context<
  HttpEnv,
  string,
  { out: { query: z.output<T> } }
>;
type OnQuery<T extends z.ZodType> = Hook<
  z.infer<T>,
  HttpEnv,
  string,
  "query",
  Record<never, never>,
  T
>;

/** Checks the query string; a refusal names every wrong and unknown parameter. */
export function query<T extends z.ZodType>(schema: T) {
  const answer: OnQuery<T> = (checked, c) => {
    if (checked.success) return undefined;
    const errors = checked.error.issues.flatMap((issue) => fieldErrors(issue));
    return problem(c, { code: "invalid_request", errors });
  };
  return zValidator<T, "query", HttpEnv, string, OnQuery<T>>("query", schema, answer);
}

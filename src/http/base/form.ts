import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { HttpEnv } from "./http-env.ts";

/** The fields of a form. A body that is no form is refused with `invalid_request`. */
export async function readForm(c: Context<HttpEnv>): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody();
  } catch (fault) {
    // What the platform throws for a multipart body without its boundary, or cut short.
    if (!(fault instanceof TypeError)) throw fault;
    throw new HTTPException(400, { message: "the body is no form", cause: fault });
  }
}

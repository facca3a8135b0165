import type { Context, MiddlewareHandler } from "hono";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

/**
 * Lets a request pass that has `Authorization: Bearer OPERATOR_TOKEN`, compared in constant time.
 * Otherwise logs `operator_refused`, and `refuse` answers.
 */
export function operatorToken(
  refuse: (c: Context<HttpEnv>) => Response = refuseAsProblem,
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const given = /^Bearer +(.+)$/i.exec(c.req.header("Authorization") ?? "")?.[1];
    if (given && (await sameSecret(given, c.get("settings").OPERATOR_TOKEN))) return next();
    c.get("ports").log.warn("operator_refused", { requestId: c.get("requestId") });
    c.header("WWW-Authenticate", 'Bearer realm="operator"');
    return refuse(c);
  };
}

const refuseAsProblem = (c: Context<HttpEnv>): Response => problem(c, { code: "unauthorized" });

/** Compares digests, so that the time it takes shows neither length nor content. */
async function sameSecret(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([a, b].map(digest));
  if (!x || !y) return false;
  let difference = 0;
  for (const [i, byte] of x.entries()) difference |= byte ^ (y[i] ?? 0);
  return difference === 0;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

import type { MiddlewareHandler } from "hono";
import type { RefuseRequest } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { keyLimiter } from "./key-limiter.ts";
import { operatorKey } from "./operator-key.ts";

/**
 * For routes that a server may call with its key and everyone without. A request with an
 * `Authorization` header must have a live key and is limited per key; any other one goes on to
 * `anonymous`, the limit of those without.
 */
export function keyOrAnonymous(
  refuse: RefuseRequest,
  anonymous: MiddlewareHandler<HttpEnv>,
): MiddlewareHandler<HttpEnv> {
  const signIn = operatorKey(refuse);
  const limit = keyLimiter(refuse);
  return async (c, next) => {
    if (c.req.header("Authorization") === undefined) return anonymous(c, next);
    let refused: Response | undefined;
    const signedIn = await signIn(c, async () => {
      refused = (await limit(c, next)) ?? undefined;
    });
    return signedIn ?? refused;
  };
}

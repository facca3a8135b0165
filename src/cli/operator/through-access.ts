import type { Surroundings } from "./surroundings.ts";

/**
 * `fetch` with the service token of Cloudflare Access, where the environment has one: a deployment
 * behind Access would answer with a login page. Throws when only half of it is set.
 */
export function throughAccess(
  env: Surroundings["env"],
  fetch: Surroundings["fetch"],
): Surroundings["fetch"] {
  const { CF_ACCESS_CLIENT_ID: id, CF_ACCESS_CLIENT_SECRET: secret } = env;
  if (!id && !secret) return fetch;
  if (!id || !secret) {
    throw new Error("CF_ACCESS_CLIENT_ID and CF_ACCESS_CLIENT_SECRET: set both, or neither");
  }
  return (url, init) => {
    const headers = new Headers(init.headers);
    headers.set("CF-Access-Client-Id", id);
    headers.set("CF-Access-Client-Secret", secret);
    return fetch(url, { ...init, headers });
  };
}

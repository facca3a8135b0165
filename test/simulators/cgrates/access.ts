/**
 * Cloudflare Access before an engine, with a policy "Service Auth"
 * (developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens):
 * the engine sees a call only with the two headers of the token. Any other call is sent to the
 * login page, as a browser would be.
 */
import type { IncomingMessage, ServerResponse } from "node:http";

export interface AccessToken {
  readonly id: string;
  readonly secret: string;
}

const LOGIN = "https://kestrel.cloudflareaccess.com/cdn-cgi/access/login/ocs?meta=a-token-of-login";

/** False: the request has been answered with the way to the login page. */
export function isLetIn(
  token: AccessToken | undefined,
  { headers }: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (token === undefined) return true;
  const given = [headers["cf-access-client-id"], headers["cf-access-client-secret"]];
  if (given[0] === token.id && given[1] === token.secret) return true;
  response.writeHead(302, { location: LOGIN, "content-type": "text/html" });
  response.end("<html><h1>302 Found</h1></html>");
  return false;
}

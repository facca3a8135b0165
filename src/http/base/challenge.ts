/** The header `WWW-Authenticate` of the operators' routes (RFC 6750, section 3). */
import type { Scope } from "../../domain/operator/scope.ts";

const REALM = 'Bearer realm="operator"';

/**
 * Of a 401: with an error code only where a bearer token was sent. Another scheme or no header gets
 * none, because the caller does not know yet what is wanted.
 */
export const unauthorizedChallenge = (authorization: string | undefined): string =>
  /^bearer +\S/i.test(authorization ?? "") ? `${REALM}, error="invalid_token"` : REALM;

/** Of a 403: the token is right and lacks this scope, where one alone would help. */
export const forbiddenChallenge = (scope?: Scope): string =>
  `${REALM}, error="insufficient_scope"${scope === undefined ? "" : `, scope="${scope}"`}`;

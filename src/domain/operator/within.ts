import { endOf, type OperatorKey } from "./operator-key.ts";
import { type Scope, scopesOf } from "./scope.ts";

/** What of a key goes beyond the key that gives it. */
interface Beyond {
  /** Scopes that a narrowed key has lost, or never had. */
  readonly scopes: readonly Scope[];
  /** It would outlive the key that gives it. */
  readonly life: boolean;
}
type Given = Pick<OperatorKey, "kind" | "role" | "narrowed" | "expiresAt">;

/**
 * What a key would have that the key which makes it, or rotates it for a machine, has not. An
 * administrator's key that is not narrowed gives every role: that is what the role is for. One that
 * is narrowed gives its own scopes, and no key gives a longer life than its own.
 */
export function beyond(giver: OperatorKey, given: Given): Beyond {
  const own = scopesOf(giver);
  const scopes =
    giver.narrowed === null ? [] : scopesOf(given).filter((scope) => !own.includes(scope));
  const end = endOf(giver);
  return { scopes, life: end !== null && (given.expiresAt === null || given.expiresAt > end) };
}

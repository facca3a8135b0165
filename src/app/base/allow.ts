import { ok, type Result } from "../../domain/base/result.ts";
import { hasBrand } from "../../domain/operator/brands.ts";
import type { Scope } from "../../domain/operator/scope.ts";
import type { Caller, Operator } from "./actor.ts";
import { type Refusal, refusal } from "./refusal.ts";

/**
 * Every use case of an operator begins here: refuses with `forbidden`, which names the scope, when
 * the key lacks it.
 */
export const allow = ({ scopes }: Operator, scope: Scope): Result<null, Refusal<"forbidden">> =>
  scopes.includes(scope) ? ok(null) : refusal("forbidden", { scope });

/** What a key of other brands must not see is answered as if it were not there. */
export const seen = <T extends { readonly brand: string }>(
  { brands }: Operator,
  found: T | null,
): T | null => (found !== null && hasBrand(brands, found.brand) ? found : null);

/** Whether a caller has shown a key that sells for this brand (scope `top_ups:sell`). */
export function sellsFor({ key }: Caller, brand: string): boolean {
  if (key === null) return false;
  return allow(key, "top_ups:sell").ok && hasBrand(key.brands, brand);
}

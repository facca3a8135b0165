import { ok, type Result } from "../../domain/base/result.ts";
import { type Brands, coversBrands } from "../../domain/operator/brands.ts";
import { type OperatorKey, personOf } from "../../domain/operator/operator-key.ts";
import {
  type KeyKind,
  type OperatorRole,
  type Scope,
  scopesOf,
} from "../../domain/operator/scope.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { freshToken, type MadeKey } from "./fresh-token.ts";

export interface CreateKeyInput {
  readonly kind: KeyKind;
  /** Who holds the key, or answers for the machine. */
  readonly person: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly narrowed: readonly Scope[] | null;
  readonly brands: Brands;
  /** Unix ms; null: it does not expire. */
  readonly expiresAt: number | null;
}

/**
 * A new key; its token is in this answer and nowhere else. Refuses with `forbidden`; with
 * `invalid_request` when the key could do nothing, has expired, or is for brands that the actor
 * does not have; with `administrator_exists` when the bootstrap token is no longer needed.
 */
export async function createKey(
  needs: Pick<Ports, "operatorKeys" | "ids" | "clock" | "log">,
  actor: Operator,
  input: CreateKeyInput,
): Promise<Result<MadeKey, Refusal<"forbidden" | "invalid_request" | "administrator_exists">>> {
  const first = actor.scopes.includes("keys:bootstrap");
  const allowed = first ? ok(null) : allow(actor, "keys:manage");
  if (!allowed.ok) return allowed;
  const now = needs.clock.now();
  const wrong = wrongField(actor, input, now);
  if (wrong !== null) return refusal("invalid_request", { errors: [wrong] });
  const key: OperatorKey = {
    ...input,
    id: needs.ids.fresh("key"),
    person: personOf(input.person),
    createdAt: now,
    createdBy: first ? null : actor.keyId,
    retiresAt: null,
    rotatedFrom: null,
    revokedAt: null,
    lastUsedAt: null,
  };
  const made = await freshToken(key);
  if (first) {
    const isFirst = await needs.operatorKeys.addFirstAdministrator(made.stored, now);
    if (!isFirst) return refusal("administrator_exists");
  } else {
    await needs.operatorKeys.add(made.stored);
  }
  const { id: keyId, person, role } = key;
  needs.log.info("operator_key_created", { keyId, person, role, actor: actor.keyId });
  return ok({ key, token: made.token });
}

function wrongField(actor: Operator, input: CreateKeyInput, now: number) {
  const { kind, role, narrowed, brands, expiresAt } = input;
  const isPlainAdministrator =
    kind === "person" && role === "administrator" && narrowed === null && brands === "all";
  if (actor.scopes.includes("keys:bootstrap") && !isPlainAdministrator) {
    return { field: "role", message: "the bootstrap token only makes a person's administrator" };
  }
  if (scopesOf(input).length === 0) {
    return { field: "scopes", message: `leave nothing of what a ${kind} may do as ${role}` };
  }
  if (!coversBrands(actor.brands, brands)) {
    return { field: "brands", message: "must be among those of the key that makes it" };
  }
  return expiresAt !== null && expiresAt <= now
    ? { field: "expires_at", message: "has passed" }
    : null;
}

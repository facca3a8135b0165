import type { FieldError } from "../../contract/parse.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Brands, coversBrands } from "../../domain/operator/brands.ts";
import {
  endOf,
  isDisplayName,
  isPerson,
  type OperatorKey,
  personOf,
} from "../../domain/operator/operator-key.ts";
import {
  type KeyKind,
  type OperatorRole,
  type Scope,
  scopesOf,
} from "../../domain/operator/scope.ts";
import { beyond } from "../../domain/operator/within.ts";
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
 * `invalid_request` when its person or name is none, when the key could do nothing, has expired, or
 * would have brands, scopes or a life that the key which makes it has not (`beyond`); with
 * `administrator_exists` when the bootstrap token is no longer needed.
 */
export async function createKey(
  needs: Pick<Ports, "operatorKeys" | "ids" | "clock" | "log">,
  actor: Operator,
  input: CreateKeyInput,
): Promise<Result<MadeKey, Refusal<"forbidden" | "invalid_request" | "administrator_exists">>> {
  const first = actor.scopes.includes("keys:bootstrap");
  const allowed = first ? ok(null) : allow(actor, "keys:manage");
  if (!allowed.ok) return allowed;
  const maker = first ? null : await needs.operatorKeys.byId(actor.keyId);
  if (!first && maker === null) return refusal("forbidden", { scope: "keys:manage" });
  const now = needs.clock.now();
  const named = { ...input, person: personOf(input.person), name: input.name.trim() };
  const errors = [
    ...wrongNames(named),
    ...wrongField(actor, named, now),
    ...(maker === null ? [] : beyondMaker(maker, named)),
  ];
  if (errors.length > 0) return refusal("invalid_request", { errors });
  const key: OperatorKey = {
    ...named,
    id: needs.ids.fresh("key"),
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

/** A row with them would be a bad row, which opens nothing. */
function wrongNames({ person, name }: CreateKeyInput): FieldError[] {
  const wrong: FieldError[] = [];
  if (!isPerson(person)) {
    const message = "1 to 100 of a-z 0-9 . _ @ + -, as an email address or a login name";
    wrong.push({ field: "person", message });
  }
  if (!isDisplayName(name)) {
    const message = "1 to 100 characters that are seen: no marks of direction, no controls";
    wrong.push({ field: "name", message });
  }
  return wrong;
}

function wrongField(actor: Operator, input: CreateKeyInput, now: number): FieldError[] {
  const { kind, role, narrowed, brands, expiresAt } = input;
  const isPlainAdministrator =
    kind === "person" && role === "administrator" && narrowed === null && brands === "all";
  if (actor.scopes.includes("keys:bootstrap") && !isPlainAdministrator) {
    return [{ field: "role", message: "the bootstrap token only makes a person's administrator" }];
  }
  if (scopesOf(input).length === 0) {
    return [{ field: "scopes", message: `leave nothing of what a ${kind} may do as ${role}` }];
  }
  if (!coversBrands(actor.brands, brands)) {
    return [{ field: "brands", message: "must be among those of the key that makes it" }];
  }
  return expiresAt !== null && expiresAt <= now
    ? [{ field: "expires_at", message: "has passed" }]
    : [];
}

function beyondMaker(maker: OperatorKey, input: CreateKeyInput): FieldError[] {
  const { scopes, life } = beyond(maker, input);
  const wrong: FieldError[] = [];
  if (scopes.length > 0) {
    const message = `the key that makes it is narrowed and has not ${scopes.join(", ")}`;
    wrong.push({ field: "scopes", message });
  }
  const end = endOf(maker);
  if (life && end !== null) {
    const message = `at the latest ${new Date(end).toISOString()}, when the key that makes it ends`;
    wrong.push({ field: "expires_at", message });
  }
  return wrong;
}

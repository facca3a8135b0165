import type { Context } from "hono";
import { refusal } from "../../app/base/refusal.ts";
import { createKey } from "../../app/operator/create-key.ts";
import type { MadeKey } from "../../app/operator/fresh-token.ts";
import { listKeys } from "../../app/operator/list-keys.ts";
import { revokeKey } from "../../app/operator/revoke-key.ts";
import { rotateKey } from "../../app/operator/rotate-key.ts";
import { operatorOrder } from "../../contract/operator.ts";
import {
  type KeyJson,
  type KeysJson,
  keyOrder,
  type MadeKeyJson,
  type RevokedKeyJson,
  rotateKeyOrder,
} from "../../contract/operator-keys.ts";
import { isId } from "../../domain/base/ids.ts";
import type { Brands } from "../../domain/operator/brands.ts";
import { endOf, isLive, type OperatorKey } from "../../domain/operator/operator-key.ts";
import { scopesOf } from "../../domain/operator/scope.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { iso } from "../base/iso.ts";
import { problem } from "../base/problem.ts";

/** GET /operator/keys: those of the operator's brands, also those that have ended. */
export async function listKeysRoute(c: Context<HttpEnv>): Promise<Response> {
  const listed = await listKeys(c.get("ports"), operatorOf(c));
  if (!listed.ok) return problem(c, listed.error);
  const answer: KeysJson = { keys: listed.value.map((key) => keyJson(c, key)) };
  return c.json(answer);
}

/** POST /operator/keys: a new key, with its token. */
export async function createKeyRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, keyOrder);
  if (!body.ok) return problem(c, body.error);
  const { scopes = null, brands: ids, expires_at: expires, ...rest } = body.value;
  const brands: Brands = ids ?? "all";
  const expiresAt = expires === undefined ? null : Date.parse(expires);
  const input = { ...rest, narrowed: scopes, brands, expiresAt };
  return madeAnswer(c, await createKey(c.get("ports"), operatorOf(c), input));
}

/** POST /operator/keys/{key_id}/rotate: a new token for the same holder. */
export async function rotateKeyRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, rotateKeyOrder);
  if (!body.ok) return problem(c, body.error);
  const keyId = keyIdOf(c);
  const input = keyId && { keyId, overlapHours: body.value.overlap_hours };
  const made = input ? await rotateKey(c.get("ports"), operatorOf(c), input) : refusal("not_found");
  return madeAnswer(c, made);
}

/** POST /operator/keys/{key_id}/revoke: it and all that took its place open nothing any more. */
export async function revokeKeyRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, operatorOrder);
  if (!body.ok) return problem(c, body.error);
  const keyId = keyIdOf(c);
  const input = keyId && { keyId, reason: body.value.reason };
  const done = input ? await revokeKey(c.get("ports"), operatorOf(c), input) : refusal("not_found");
  if (!done.ok) return problem(c, done.error);
  const { key, heirs } = done.value;
  const answer: RevokedKeyJson = { key: keyJson(c, key), also_revoked: [...heirs] };
  return c.json(answer);
}

function keyIdOf(c: Context<HttpEnv>) {
  const keyId = c.req.param("key_id");
  return isId("key", keyId) ? keyId : null;
}

type Made = Awaited<ReturnType<typeof createKey>> | Awaited<ReturnType<typeof rotateKey>>;

function madeAnswer(c: Context<HttpEnv>, made: Made): Response {
  if (!made.ok) return problem(c, made.error);
  const { key, token }: MadeKey = made.value;
  const answer: MadeKeyJson = { key: keyJson(c, key), token };
  return c.json(answer, 201);
}

function keyJson(c: Context<HttpEnv>, key: OperatorKey): KeyJson {
  const { id, kind, person, name, role, brands, createdAt, createdBy } = key;
  const instant = (at: number | null) => (at === null ? null : iso(at));
  return {
    id,
    kind,
    person,
    name,
    role,
    scopes: [...scopesOf(key)],
    brands: brands === "all" ? null : [...brands],
    live: isLive(key, c.get("ports").clock.now()),
    created_at: iso(createdAt),
    created_by: createdBy,
    expires_at: instant(endOf(key)),
    revoked_at: instant(key.revokedAt),
    last_used_at: instant(key.lastUsedAt),
  };
}

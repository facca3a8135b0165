import { ok, type Result } from "../../domain/base/result.ts";
import { isLive } from "../../domain/operator/operator-key.ts";
import { scopesOf } from "../../domain/operator/scope.ts";
import { isPublishedKey, parseToken } from "../../domain/operator/token.ts";
import type { Operator } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { hashOf, isSameHash } from "./secret.ts";

/** Stands for the unknown key, so that a wrong id costs the same comparison as a wrong secret. */
const NO_HASH = "0".repeat(64);

type Needs = Pick<Ports, "operatorKeys" | "clock" | "log" | "settings">;

/** What the bearer of the bootstrap token may do: make the first administrator's key. */
const BOOTSTRAP: Operator = {
  kind: "operator",
  keyId: "key_bootstrap",
  person: "bootstrap",
  name: "bootstrap token",
  role: "administrator",
  scopes: ["keys:bootstrap"],
  brands: "all",
};

/**
 * Who the bearer of this token is. Refuses with `unauthorized`, whatever is wrong with the token;
 * the log says what, without the token. Throws when D1 does not answer.
 */
export async function authenticateOperator(
  needs: Needs,
  token: string,
): Promise<Result<Operator, Refusal<"unauthorized">>> {
  const { operatorKeys, clock, log, settings } = needs;
  if (await isBootstrap(token, settings.operatorBootstrapToken)) return ok(BOOTSTRAP);
  const parsed = parseToken(token);
  if (parsed === null) return refused(log, "malformed");
  const { keyId, secret } = parsed;
  const [key, hash] = await Promise.all([operatorKeys.byId(keyId), hashOf(secret)]);
  if (!isSameHash(hash, key?.secretHash ?? NO_HASH) || key === null) {
    return refused(log, key === null ? "unknown" : "wrong_secret", keyId);
  }
  if (!isLive(key, clock.now())) return refused(log, "ended", keyId);
  if (isPublishedKey(keyId) && settings.publishedKeys === "refused") {
    return refused(log, "published", keyId);
  }
  operatorKeys.noteUsed(key, clock.now());
  const { person, name, role, brands } = key;
  return ok({ kind: "operator", keyId, person, name, role, scopes: scopesOf(key), brands });
}

function refused(log: Ports["log"], why: string, keyId?: string) {
  log.warn("operator_refused", { why, ...(keyId !== undefined && { keyId }) });
  return refusal("unauthorized");
}

async function isBootstrap(token: string, bootstrap: string | null): Promise<boolean> {
  if (bootstrap === null) return false;
  const [given, expected] = await Promise.all([hashOf(token), hashOf(bootstrap)]);
  return isSameHash(given, expected);
}

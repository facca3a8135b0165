/** Who acts in tests of use cases. */
import type { Caller, Customer, Operator, System } from "../../src/app/base/actor.ts";
import type { SessionId } from "../../src/domain/base/ids.ts";
import { SCOPES, scopesOfRole } from "../../src/domain/operator/scope.ts";

/** Where customers and callers come from. */
export const IP = "203.0.113.7";
export const SESSION: SessionId = `ses_${"0".repeat(26)}`;

export const customer = (sessionId: SessionId = SESSION, ip: string | null = IP): Customer => ({
  kind: "customer",
  sessionId,
  ip,
});
export const CALLER: Caller = { kind: "caller", ip: IP, key: null };
/** A person with every scope, unless the test says otherwise. */
export const operator = (name = "kim", change: Partial<Operator> = {}): Operator => ({
  kind: "operator",
  keyId: `key_${name.padEnd(26, "0")}`,
  person: name,
  name: name.charAt(0).toUpperCase() + name.slice(1),
  role: "administrator",
  scopes: SCOPES,
  brands: "all",
  ...change,
});
export const WEBHOOK: System = { kind: "system", trigger: "webhook" };
export const QUEUE: System = { kind: "system", trigger: "queue" };
export const CRON: System = { kind: "system", trigger: "cron" };

/** A merchant's server that shows its key. */
export const callerWithKey = (change: Partial<Operator> = {}): Caller => ({
  ...CALLER,
  key: operator("crm", { role: "integration", scopes: scopesOfRole("integration"), ...change }),
});

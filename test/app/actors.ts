/** Who acts in tests of use cases. */
import type { Caller, Customer, Operator, System } from "../../src/app/base/actor.ts";
import type { SessionId } from "../../src/domain/base/ids.ts";

/** Where customers and callers come from. */
export const IP = "203.0.113.7";
export const SESSION: SessionId = `ses_${"0".repeat(26)}`;

export const customer = (sessionId: SessionId = SESSION, ip: string | null = IP): Customer => ({
  kind: "customer",
  sessionId,
  ip,
});
export const CALLER: Caller = { kind: "caller", ip: IP };
export const operator = (name = "kim"): Operator => ({ kind: "operator", name });
export const WEBHOOK: System = { kind: "system", trigger: "webhook" };
export const QUEUE: System = { kind: "system", trigger: "queue" };
export const CRON: System = { kind: "system", trigger: "cron" };

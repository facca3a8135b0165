/**
 * Which service uses an address, by the active sessions of CGRateS 0.10 and 0.11 (row R2). Facts
 * about running engines that this relies on (test/fixtures/cgrates/sessions.json):
 *
 * - The agent's template must copy the address into a field of the event, which is then in
 *   `ExtraFields`. An address in another spelling, or a whole IPv6 prefix, is not found.
 * - Master ignores a filter that it cannot use, and then lists all sessions. So the field of every
 *   listed session is compared here again.
 * - `Tenant` does not filter sessions: those of all tenants at a private address are listed.
 * - A session is listed once per charger run, and `Limit` counts runs, not sessions.
 * - A session that was refused for lack of credit is listed, so a customer with nothing left is
 *   found. A session that was never ended is listed too, so the account that had the address before
 *   may be among them.
 */
import * as z from "zod";
import type { AddressAnswer, AddressSource } from "../../app/ports/address-source.ts";
import { parseIp, spellIp } from "../../domain/base/ip-address.ts";
import { callText, type EngineAnswer } from "./json-rpc.ts";
import { type Endpoint, post } from "./post.ts";

export interface SessionsConfig extends Endpoint {
  /** The name of this engine in the register. */
  readonly ocs: string;
  /** `AllocatedIP`, or what the agent's template calls it: letters, digits and `_`. */
  readonly addressField: string;
}

/** More runs than one address has: an answer of this length may have been cut off. */
const LIMIT = 50;

const Session = z.object({
  CGRID: z.string(),
  Tenant: z.string().min(1),
  Account: z.string().min(1),
  ExtraFields: z.record(z.string(), z.string()).nullish(),
});
type Session = z.infer<typeof Session>;
const Sessions = z.array(Session).nullable();

export function createSessions(config: SessionsConfig): AddressSource {
  return {
    method: "session",
    async ask(text, timeBudgetMs = config.timeoutMs) {
      const ip = parseIp(text);
      if (ip === null) return { kind: "none" };
      const timeoutMs = Math.min(config.timeoutMs, timeBudgetMs);
      const call = sessionsCall(config.addressField, spellIp(ip));
      const answer = await post({ ...config, timeoutMs }, call);
      const isHere = ({ ExtraFields }: Session) => {
        const there = parseIp(ExtraFields?.[config.addressField] ?? "");
        return there?.family === ip.family && there.hex === ip.hex;
      };
      return read(config.ocs, answer, isHere);
    },
  };
}

const sessionsCall = (field: string, ip: string): string =>
  callText("SessionSv1.GetActiveSessions", [
    { Filters: [`*string:~*req.${field}:${ip}`], Limit: LIMIT },
  ]);

/** Runs of one session that charge different accounts count as several services, too. */
function read(
  ocs: string,
  answer: EngineAnswer,
  isHere: (session: Session) => boolean,
): AddressAnswer {
  if (answer.kind === "none") return silent(answer.why);
  if (answer.kind === "error") {
    const { error } = answer;
    return error === "NOT_FOUND" ? { kind: "none" } : silent(`error ${error.slice(0, 200)}`);
  }
  const parsed = Sessions.safeParse(answer.result);
  if (!parsed.success) return silent("not a list of sessions");
  const listed = parsed.data ?? [];
  const here = listed.filter(isHere);
  const accounts = new Map(here.map((one) => [`${one.Tenant}:${one.Account}`, one]));
  if (accounts.size > 1) return { kind: "several" };
  // The list may have been cut off, so that further accounts are missing.
  if (listed.length >= LIMIT) {
    return here.length > 0 ? { kind: "several" } : silent("the filter was ignored");
  }
  const [one] = accounts.values();
  if (one === undefined) return { kind: "none" };
  return { kind: "one", identity: { account: { ocs, tenant: one.Tenant, account: one.Account } } };
}

const silent = (why: string): AddressAnswer => ({ kind: "silent", why });

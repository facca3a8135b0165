/** `SessionSv1.GetActiveSessions` as engines answer: test/fixtures/cgrates/sessions.json. */
import { type Args, list, number } from "./args.ts";
import type { Engine, Session } from "./engine.ts";
import { RpcError } from "./rpc-error.ts";

type Passes = (session: Session) => boolean;

/**
 * One element per charger run, whatever the tenant asked for; `Limit` counts runs. Refused and
 * forgotten sessions are listed like any other.
 */
export function getActiveSessions(engine: Engine, args: Args): readonly Session[] {
  const filters = list(args, "Filters").map((filter) => filterOf(engine, String(filter)));
  const found = engine.sessions.filter((session) => filters.every((passes) => passes(session)));
  if (found.length === 0) throw new RpcError("NOT_FOUND");
  const limit = number(args, "Limit");
  return (limit > 0 ? found.slice(0, limit) : found).map(element);
}

/** One that cannot be used is skipped on master, so that everybody passes; v0.10 complains. */
function filterOf(engine: Engine, text: string): Passes {
  const [type = "", subject = "", ...value] = text.split(":");
  const master = engine.version === "master";
  if (!type.startsWith("*") || value.length === 0) {
    if (master) return () => true;
    const inline = type.startsWith("*");
    throw new RpcError(inline ? `inline parse error for string: <${text}>` : `NOT_FOUND:${text}`);
  }
  const field = /^~\*req\.(\w+)$/.exec(subject)?.[1];
  if (type !== "*string" || field === undefined) return () => false;
  const values = value.join(":").split(master ? "|" : ";");
  return (session) => values.some((v) => v === (session.ExtraFields?.[field] ?? session[field]));
}

/** The shape of the real ones; what a test does not say is as dull as can be. */
function element(session: Session): Session {
  const OriginID = String(session.OriginID ?? `session of ${session.Account}`);
  return {
    CGRID: Buffer.from(OriginID).toString("hex").padEnd(40, "0").slice(0, 40),
    RunID: "*default",
    ToR: "*data",
    OriginID,
    OriginHost: "pgw1",
    Source: "SessionS_",
    RequestType: "*prepaid",
    Tenant: "cgrates.org",
    Category: "data",
    Subject: session.Account,
    Destination: "internet",
    Usage: 0,
    NodeID: "sim",
    ...session,
  };
}

/** `SessionSv1.GetActiveSessions` as real engines answer: test/fixtures/cgrates/sessions.json. */
import { type Args, list, number } from "./args.ts";
import type { Engine, Session } from "./engine.ts";
import { RpcError } from "./rpc-error.ts";

type Passes = (session: Session) => boolean;

/**
 * One element per charger run, of all tenants whatever the request says; `Limit` counts runs.
 * Refused and stale sessions are listed like any other.
 */
export function getActiveSessions(engine: Engine, args: Args): readonly Session[] {
  const filters = list(args, "Filters").map((filter) => filterOf(engine, String(filter)));
  const found = engine.sessions.filter((session) => filters.every((passes) => passes(session)));
  if (found.length === 0) throw new RpcError("NOT_FOUND");
  const limit = number(args, "Limit");
  return (limit > 0 ? found.slice(0, limit) : found).map(element);
}

/** A filter that cannot be parsed: master ignores it, so every session passes; v0.10 refuses. */
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

/** An element as real engines show it; fields that a test does not set have neutral values. */
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

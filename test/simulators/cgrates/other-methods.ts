import { type Args, list, number, text } from "./args.ts";
import type { Engine, Session } from "./engine.ts";
import { RpcError } from "./rpc-error.ts";

export function status(engine: Engine): unknown {
  if (engine.version === "master") return { node_id: "sim", version: "CGRateS@v0.11.0~dev-sim" };
  return { NodeID: "sim", Version: "CGRateS@v0.10.5~dev-sim" };
}

/**
 * Only `*string:~*req.<field>:<value>` is understood. An unusable filter is skipped on master, so
 * that it returns every session; v0.10 says NOT_FOUND:<filter>.
 */
export function getActiveSessions(engine: Engine, args: Args): readonly Session[] {
  let found = engine.sessions;
  for (const filter of list(args, "Filters").map(String)) {
    const rule = /^\*string:~\*req\.(\w+):(.*)$/.exec(filter);
    if (rule !== null) {
      const [, field = "", value] = rule;
      found = found.filter((s) => (s.ExtraFields?.[field] ?? s[field]) === value);
    } else if (engine.version === "v0.10") {
      throw new RpcError(`NOT_FOUND:${filter}`);
    }
  }
  const tenant = text(args, "Tenant");
  found = found.filter((s) => tenant === "" || (s.Tenant ?? "cgrates.org") === tenant);
  if (found.length === 0) throw new RpcError("NOT_FOUND");
  const limit = number(args, "Limit");
  return limit > 0 ? found.slice(0, limit) : found;
}

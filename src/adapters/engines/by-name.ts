/** Several engines behind one port: the name in `service.ocs` chooses. */
import type { ChargingSystem } from "../../app/ports/charging-system.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { Log } from "../../app/ports/log.ts";
import type { Encode } from "../../domain/ocs/order.ts";

type Engines<T> = ReadonlyMap<string, T>;

const unknown = (ocs: string): string => `no engine is configured under the name "${ocs}"`;

/** An account at an engine that is not configured is unreadable, so nothing is sold or sent. */
export function chargingSystemsByName(
  engines: Engines<ChargingSystem>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): ChargingSystem {
  return {
    async read(account, timeBudgetMs) {
      const engine = engines.get(account.ocs);
      if (engine) return engine.read(account, timeBudgetMs);
      const why = unknown(account.ocs);
      log.warn("ocs_unknown", { ocs: account.ocs });
      return { kind: "unreadable", at: clock.now(), why, unknownEngine: true };
    },
    async write(account, body, timeBudgetMs) {
      const engine = engines.get(account.ocs);
      if (engine) return engine.write(account, body, timeBudgetMs);
      return { kind: "unknown", text: unknown(account.ocs) };
    },
  };
}

export const encodeByName =
  (encoders: Engines<Encode>): Encode =>
  (order) => {
    const { ocs } = order.account;
    return encoders.get(ocs)?.(order) ?? { kind: "cannot", why: unknown(ocs) };
  };

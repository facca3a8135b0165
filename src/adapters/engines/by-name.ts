/** Several engines behind one port: the name in `service.ocs` chooses. */
import type { ChargingSystem } from "../../app/ports/charging-system.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { Log } from "../../app/ports/log.ts";
import type { Encode } from "../../domain/ocs/order.ts";
import type { Reading } from "../../domain/ocs/reading.ts";

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
      if (engine) return reported(account.ocs, await engine.read(account, timeBudgetMs), log);
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

/** A way to the engine that is not open is on-call's matter at the first reading. */
function reported(ocs: string, reading: Reading, log: Log): Reading {
  if (reading.kind === "unreadable" && reading.misconfigured) {
    log.warn("ocs_access_refused", { ocs, why: reading.why });
  }
  return reading;
}

/** `wrong`: what may keep an engine from being known here; null: nothing. */
export const encodeByName =
  (encoders: Engines<Encode>, wrong: string | null = null): Encode =>
  (order) => {
    const { ocs } = order.account;
    const why = wrong === null ? unknown(ocs) : `${unknown(ocs)}: ${wrong}`;
    return encoders.get(ocs)?.(order) ?? { kind: "cannot", why };
  };

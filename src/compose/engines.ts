/** The engines of this deployment, each with what its vendor's adapter makes of it. */
import { basicAuth } from "../adapters/cgrates/basic-auth.ts";
import { createChargingSystem } from "../adapters/cgrates/charging-system.ts";
import { DAYS_BUCKET } from "../adapters/cgrates/days-bucket.ts";
import { encodeForCgrates } from "../adapters/cgrates/encode.ts";
import { createSessions } from "../adapters/cgrates/sessions.ts";
import { chargingSystemsByName, encodeByName } from "../adapters/engines/by-name.ts";
import { ADDRESS_SOURCE_MS, type AddressSource } from "../app/ports/address-source.ts";
import type { ChargingSystem } from "../app/ports/charging-system.ts";
import type { Clock } from "../app/ports/clock.ts";
import type { Log } from "../app/ports/log.ts";
import { type EngineConfig, MAIN_ENGINE } from "../config/engines.ts";
import type { ObjectSettings, Settings } from "../config/settings.ts";
import type { Encode } from "../domain/ocs/order.ts";
import type { BucketTemplate } from "../domain/offer/offer.ts";

/** Everything that one vendor's adapter can do. */
interface Engine {
  readonly encode: Encode;
  /** Of the default offer: what this engine makes of days. */
  readonly daysBucket: BucketTemplate;
  connect(timeoutMs: number, clock: Clock): ChargingSystem;
  /** Asks the active sessions for an address. */
  sessions(ocs: string, addressField: string): AddressSource;
}

function engineOf(config: EngineConfig): Engine {
  switch (config.vendor) {
    case "cgrates": {
      const { url, auth } = config;
      const target = { url, ...(auth && { authorization: basicAuth(auth) }) };
      return {
        encode: encodeForCgrates,
        daysBucket: DAYS_BUCKET,
        connect: (timeoutMs, clock) => createChargingSystem({ ...target, timeoutMs, clock }),
        sessions: (ocs, addressField) =>
          createSessions({ ...target, timeoutMs: ADDRESS_SOURCE_MS, ocs, addressField }),
      };
    }
  }
}

/** By the names that `service.ocs` gives. */
function enginesOf(settings: ObjectSettings): ReadonlyMap<string, Engine> {
  const { CGRATES_URL: url, CGRATES_AUTH: auth = "", OCS_ENGINES } = settings;
  const main: EngineConfig = { vendor: "cgrates", url, auth };
  const configs = Object.entries({ [MAIN_ENGINE]: main, ...OCS_ENGINES });
  return new Map(configs.map(([name, config]) => [name, engineOf(config)]));
}

/** What `service.ocs` may name. */
export const engineNamesOf = (settings: Settings): readonly string[] => [
  ...enginesOf(settings).keys(),
];

const valuesOf = <T>(engines: ReadonlyMap<string, Engine>, of: (one: Engine) => T) =>
  new Map([...engines].map(([name, engine]) => [name, of(engine)]));

export function chargingSystemOf(
  settings: Settings,
  needs: { readonly clock: Clock; readonly log: Log },
): ChargingSystem {
  const { ocsCallMs } = settings.TIMINGS;
  const systems = valuesOf(enginesOf(settings), (engine) => engine.connect(ocsCallMs, needs.clock));
  return chargingSystemsByName(systems, needs);
}

/** For the objects: the bytes of an order, by the engine of its account. */
export const encoderOf = (settings: ObjectSettings): Encode =>
  encodeByName(valuesOf(enginesOf(settings), ({ encode }) => encode));

/** One source per engine. Addresses that two of them name for different services are refused. */
export function sessionSourcesOf(settings: Settings): AddressSource[] {
  const { OCS_SESSIONS, OCS_SESSION_FIELD } = settings;
  if (OCS_SESSIONS === "off") return [];
  return [...enginesOf(settings)].map(([ocs, one]) => one.sessions(ocs, OCS_SESSION_FIELD));
}

/** The bucket of days at an engine; at an unknown one nothing is sold, so any bucket will do. */
export function daysBucketsOf(settings: Settings): (ocs: string) => BucketTemplate {
  const buckets = valuesOf(enginesOf(settings), ({ daysBucket }) => daysBucket);
  return (ocs) => buckets.get(ocs) ?? DAYS_BUCKET;
}

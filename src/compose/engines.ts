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
import { type EngineConfig, MAIN_ENGINE, MAIN_VENDOR, type Vendor } from "../config/engines.ts";
import type { Settings } from "../config/settings.ts";
import { enginesIn, fetcherIn } from "../config/transports.ts";
import type { Encode } from "../domain/ocs/order.ts";
import type { BucketTemplate } from "../domain/offer/offer.ts";

/** What a vendor's adapter can do without a connection. */
interface Rendering {
  readonly encode: Encode;
  /** Of the default offer: what this engine makes of days. */
  readonly daysBucket: BucketTemplate;
}
const RENDERINGS: Readonly<Record<Vendor, Rendering>> = {
  cgrates: { encode: encodeForCgrates, daysBucket: DAYS_BUCKET },
};

/** One engine, called the way that its entry says. */
interface Engine {
  connect(timeoutMs: number, clock: Clock): ChargingSystem;
  /** Asks the active sessions for an address. */
  sessions(ocs: string, addressField: string): AddressSource;
}

function engineOf(config: EngineConfig, env: object): Engine {
  switch (config.vendor) {
    case "cgrates": {
      const target = endpointOf(config, env);
      return {
        connect: (timeoutMs, clock) => createChargingSystem({ ...target, timeoutMs, clock }),
        sessions: (ocs, addressField) =>
          createSessions({ ...target, timeoutMs: ADDRESS_SOURCE_MS, ocs, addressField }),
      };
    }
  }
}

/** The target of each call with what opens the way to it. */
function endpointOf({ url, auth, binding, access }: EngineConfig, env: object) {
  const bound = binding === undefined ? null : fetcherIn(env, binding);
  return {
    url,
    ...(auth && { authorization: basicAuth(auth) }),
    ...(access && { access }),
    // Called as a member: a binding's `fetch` needs its `this`.
    ...(bound && { fetch: ((input, init) => bound.fetch(input, init)) as typeof fetch }),
  };
}

/** By the names that `service.ocs` gives. */
function enginesOf(settings: Settings, env: object): ReadonlyMap<string, Engine> {
  const configs = Object.entries(enginesIn(settings, env));
  return new Map(configs.map(([name, config]) => [name, engineOf(config, env)]));
}

const valuesOf = <From, To>(all: ReadonlyMap<string, From>, of: (one: From) => To) =>
  new Map([...all].map(([name, one]) => [name, of(one)]));

export function chargingSystemOf(
  settings: Settings,
  env: object,
  needs: { readonly clock: Clock; readonly log: Log },
): ChargingSystem {
  const { ocsCallMs } = settings.TIMINGS;
  const engines = enginesOf(settings, env);
  const systems = valuesOf(engines, (engine) => engine.connect(ocsCallMs, needs.clock));
  return chargingSystemsByName(systems, needs);
}

/** One source per engine. Addresses that two of them name for different services are refused. */
export function sessionSourcesOf(settings: Settings, env: object): AddressSource[] {
  const { OCS_SESSIONS, OCS_SESSION_FIELD } = settings;
  if (OCS_SESSIONS === "off") return [];
  return [...enginesOf(settings, env)].map(([ocs, one]) => one.sessions(ocs, OCS_SESSION_FIELD));
}

/** What `service.ocs` may name, with the vendor of each. */
export const vendorsOf = ({ OCS_ENGINES }: Settings): ReadonlyMap<string, Vendor> =>
  new Map([
    [MAIN_ENGINE, MAIN_VENDOR],
    ...Object.entries(OCS_ENGINES).map(([name, { vendor }]) => [name, vendor] as const),
  ]);

/**
 * The bytes of an order, by the engine of its account. It needs vendors only, so that an object
 * renders whatever else is wrong. `wrong`: why an engine may be missing; null: nothing is wrong.
 */
export const encoderOf = (
  vendors: ReadonlyMap<string, Vendor>,
  wrong: string | null = null,
): Encode =>
  encodeByName(
    valuesOf(vendors, (vendor) => RENDERINGS[vendor].encode),
    wrong,
  );

/** The bucket of days at an engine; at an unknown one nothing is sold, so any bucket will do. */
export function daysBucketsOf(settings: Settings): (ocs: string) => BucketTemplate {
  const buckets = valuesOf(vendorsOf(settings), (vendor) => RENDERINGS[vendor].daysBucket);
  return (ocs) => buckets.get(ocs) ?? DAYS_BUCKET;
}

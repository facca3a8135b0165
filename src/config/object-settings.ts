import * as z from "zod";
import type { Timings } from "../domain/base/timings.ts";
import { MAIN_ENGINE, MAIN_VENDOR, type Vendor, vendorOf } from "./engines.ts";
import { refusalOf } from "./refusal-of.ts";
import { settings } from "./settings.ts";

/** What a service object needs of the configuration: no address, no password, no key. */
export interface ObjectSettings {
  /** Throws, naming TIMINGS, while that is not valid: no deadline is guessed. */
  readonly timings: () => Timings;
  /** By the names that services give in `ocs`; an entry without a known vendor is none. */
  readonly vendors: ReadonlyMap<string, Vendor>;
  /** Why a name may be missing there; null: OCS_ENGINES is valid. */
  readonly enginesWrong: string | null;
}

const { TIMINGS, OCS_ENGINES } = settings.shape;
const ofTimings = z.object({ TIMINGS });

/**
 * Never throws, whatever the configuration: an object that could not be constructed would lose its
 * alarm for ever.
 */
export function objectSettingsOf(env: object): ObjectSettings {
  const given = env as Readonly<Record<string, unknown>>;
  const timings = ofTimings.safeParse({ TIMINGS: given.TIMINGS });
  const engines = OCS_ENGINES.safeParse(given.OCS_ENGINES);
  const names = entriesOf(given.OCS_ENGINES).flatMap(([name, engine]): [string, Vendor][] => {
    const vendor = vendorOf(engine);
    return vendor === null ? [] : [[name, vendor]];
  });
  return {
    timings: () => {
      if (timings.error) throw refusalOf(timings.error);
      return timings.data.TIMINGS;
    },
    vendors: new Map([...names, [MAIN_ENGINE, MAIN_VENDOR]]),
    enginesWrong: engines.success ? null : "OCS_ENGINES is not valid",
  };
}

/** The entries of OCS_ENGINES, whatever is in them; none where it is no JSON object. */
function entriesOf(text: unknown): [string, unknown][] {
  try {
    const parsed: unknown = JSON.parse(typeof text === "string" ? text : "{}");
    return typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  } catch {
    return [];
  }
}

import { homeOf } from "../../dev/banner.ts";
import type { CastMember } from "../../fixtures/cast.ts";

/** Where the world of this run is; global-setup.ts publishes it to the processes of the tests. */
export interface WorldAddress {
  /** The default brand's; the second brand's is `kestrelUrl` of it. */
  readonly portal: string;
  readonly stripe: string;
  /** The JSON-RPC endpoint. */
  readonly cgrates: string;
  readonly mailbox: string;
  readonly turnstile: string;
  readonly signingKey: string;
  readonly sweepCron: string;
  readonly nightlyCron: string;
  /** A folder with a file for each service that a test has taken. */
  readonly taken: string;
}

const NAME = "EDGE_TOPUP_E2E_WORLD";

export function publishAddress(address: WorldAddress): void {
  process.env[NAME] = JSON.stringify(address);
}

/** Throws outside of a run. */
export function worldAddress(): WorldAddress {
  const text = process.env[NAME];
  if (text === undefined)
    throw new Error("there is no world: start the journeys with npm test -- e2e");
  return JSON.parse(text) as WorldAddress;
}

/** The portal of a service's own brand: each brand has a host name. */
export const portalOf = (member: CastMember): string => homeOf(worldAddress().portal, member);

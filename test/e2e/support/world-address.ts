/** Where the world of this run is; global-setup.ts publishes it to the processes of the tests. */
export interface WorldAddress {
  readonly portal: string;
  readonly stripe: string;
  /** The JSON-RPC endpoint. */
  readonly cgrates: string;
  readonly mailbox: string;
  readonly signingKey: string;
  readonly sweepCron: string;
  readonly nightlyCron: string;
  /** A folder with a file for each service that a test has taken. */
  readonly taken: string;
}

const NAME = "EDGE_TOPUP_E2E_WORLD";
const BRANDED = "EDGE_TOPUP_E2E_BRANDED_WORLD";

export function publishAddress(address: WorldAddress): void {
  process.env[NAME] = JSON.stringify(address);
}

/** The second world: an operator with brand colours, a merchant's name and a required consent. */
export function publishBrandedAddress(address: WorldAddress): void {
  process.env[BRANDED] = JSON.stringify(address);
}

/** Both throw outside of a run. */
export const worldAddress = (): WorldAddress => readAddress(NAME);
export const brandedAddress = (): WorldAddress => readAddress(BRANDED);

function readAddress(name: string): WorldAddress {
  const text = process.env[name];
  if (text === undefined)
    throw new Error("there is no world: start the journeys with npm test -- e2e");
  return JSON.parse(text) as WorldAddress;
}

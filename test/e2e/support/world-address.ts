/** Where the world of this run is; told by global-setup.ts to the processes of the tests. */
export interface WorldAddress {
  readonly portal: string;
  readonly stripe: string;
  /** Of the JSON-RPC endpoint. */
  readonly cgrates: string;
  readonly mailbox: string;
  readonly signingKey: string;
  readonly operatorToken: string;
  readonly sweepCron: string;
  readonly nightlyCron: string;
  /** A folder that says which services tests have taken. */
  readonly taken: string;
}

const NAME = "EDGE_TOPUP_E2E_WORLD";
const BRANDED = "EDGE_TOPUP_E2E_BRANDED_WORLD";

export function tellAddress(address: WorldAddress): void {
  process.env[NAME] = JSON.stringify(address);
}

/** Beside it: the world of an operator with colours, a merchant's name and consent to ask for. */
export function tellBrandedAddress(address: WorldAddress): void {
  process.env[BRANDED] = JSON.stringify(address);
}

/** Throws outside of a run. */
export const worldAddress = (): WorldAddress => readAddress(NAME);
export const brandedAddress = (): WorldAddress => readAddress(BRANDED);

function readAddress(name: string): WorldAddress {
  const text = process.env[name];
  if (text === undefined) throw new Error("no world: start journeys with npm test -- e2e");
  return JSON.parse(text) as WorldAddress;
}

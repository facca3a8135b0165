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

export function tellAddress(address: WorldAddress): void {
  process.env[NAME] = JSON.stringify(address);
}

/** Throws outside of a run. */
export function worldAddress(): WorldAddress {
  const told = process.env[NAME];
  if (told === undefined) throw new Error("no world: start journeys with npm test -- e2e");
  return JSON.parse(told) as WorldAddress;
}

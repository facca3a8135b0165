import { rmSync } from "node:fs";
import { openWorld } from "../support/open-world.ts";
import { contactSheet } from "./contact-sheet.ts";
import { FOLDER } from "./folder.ts";

/** Like production, so that states last; only an OCS without answer is noticed early. */
const TIMINGS = {
  ocsCallMs: 1000,
  redispatchMs: 500,
  redispatchMaxMs: 1000,
  backoffFirstMs: 300,
  backoffMaxMs: 1000,
};

/** Empties the folder of the pictures; the returned function lays out those of this run. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  rmSync(FOLDER, { recursive: true, force: true });
  const stop = await openWorld("screens", TIMINGS);
  return async () => {
    await stop();
    await contactSheet();
  };
}

import { rmSync } from "node:fs";
import { openWorlds } from "../support/open-world.ts";
import { contactSheet } from "./contact-sheet.ts";
import { FOLDER } from "./folder.ts";

/** As in production, except that the OCS is called silent early: a state has to hold still. */
const TIMINGS = { ocsCallMs: 1000, redispatchMs: 500, backoffFirstMs: 300, backoffMaxMs: 1000 };

/** Only pictures of this run are in the folder; afterwards they are laid side by side. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  rmSync(FOLDER, { recursive: true, force: true });
  const stop = await openWorlds("screens", TIMINGS);
  return async () => {
    await stop();
    await contactSheet();
  };
}

/** `npm run deploy:setup`: makes what of a deployment is missing. */

import { runDeployCli } from "./deploy/deploy-run.ts";
import { machineSurroundings } from "./deploy/machine.ts";

process.exitCode = await runDeployCli("setup", process.argv.slice(2), machineSurroundings());

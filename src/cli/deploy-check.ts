/** `npm run deploy:check`: what of a deployment is set up, missing or wrong. */

import { runDeployCli } from "./deploy/deploy-run.ts";
import { machineSurroundings } from "./deploy/machine.ts";

process.exitCode = await runDeployCli("check", process.argv.slice(2), machineSurroundings());

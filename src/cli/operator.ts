/** `npm run operator`: what an operator reads and does, from a terminal. */
import { runOperatorCli } from "./operator/run.ts";
import { throughAccess } from "./operator/through-access.ts";

process.exitCode = await runOperatorCli(process.argv.slice(2), {
  env: process.env,
  fetch: throughAccess(process.env, (url, init) => fetch(url, init)),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});

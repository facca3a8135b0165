/** `npm run operator`: what an operator reads and does, from a terminal. */
import { runOperatorCli } from "./operator/run.ts";

process.exitCode = await runOperatorCli(process.argv.slice(2), {
  env: process.env,
  fetch: (url, init) => fetch(url, init),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});

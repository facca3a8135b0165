/** `npm run resolve`: the operator's hand until there is a console. */
import { userInfo } from "node:os";
import { resolve } from "./resolve/resolve.ts";

process.exitCode = await resolve(process.argv.slice(2), {
  env: process.env,
  whoami: () => userInfo().username,
  fetch: (url, init) => fetch(url, init),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});

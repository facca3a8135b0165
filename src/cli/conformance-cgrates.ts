/**
 * `npm run conformance:cgrates -- --url http://127.0.0.1:2080/jsonrpc [--auth user:password]`
 *
 * Checks that a CGRateS engine behaves as the adapter relies on. The cases use accounts with new
 * names and remove them. Exit code 0: all passed; 1: some failed; 2: wrong usage or no engine.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { runConformance } from "./conformance/run.ts";

const USAGE = "usage: conformance:cgrates -- --url http://host:2080/jsonrpc [--auth user:password]";

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { url: { type: "string" }, auth: { type: "string" } },
  });
  if (values.url === undefined || !URL.canParse(values.url)) {
    console.error(USAGE);
    return 2;
  }
  const authorization =
    values.auth === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(values.auth).toString("base64")}` };
  const target = {
    url: values.url,
    ...authorization,
    timeoutMs: 10_000,
    silenceMs: 2_000,
    wait: (ms: number) => wait(ms),
  };
  const run = randomBytes(4).toString("hex");
  const summary = await runConformance(target, run, (line) => console.log(line));
  return summary.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 2;
}

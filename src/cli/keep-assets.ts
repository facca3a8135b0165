/**
 * `node src/cli/keep-assets.ts --url https://<your domain>`, before a version is uploaded: takes
 * the scripts and style sheets of the running release into the next one, so that pages that are
 * open find theirs. `wrangler deploy --old-asset-ttl` does that for a plain deploy, and
 * `wrangler versions upload` has no such option. Exit code 1 when a file could not be fetched.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const FOLDER = "public/assets";
/** `src/ui/build.ts` leaves these files where they are. */
const KEPT = ".tmp/ui/kept-assets.json";

/** Fetches what `names.json` of a deployment lists. Throws with what could not be fetched. */
async function fetchRunning(url: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names: unknown = await (await found(new URL("/assets/names.json", url))).json();
  const isList = Array.isArray(names) && names.every((name) => /^[\w.-]+\.(js|css)$/.test(name));
  if (!isList) throw new Error(`${url}/assets/names.json is no list of scripts and style sheets`);
  const files = new Map<string, Uint8Array>();
  for (const name of names as readonly string[]) {
    const answer = await found(new URL(`/assets/${name}`, url));
    files.set(name, new Uint8Array(await answer.arrayBuffer()));
  }
  return files;
}

async function found(address: URL): Promise<Response> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
  return answer;
}

const { url } = parseArgs({ options: { url: { type: "string" } } }).values;
try {
  if (url === undefined) throw new Error("--url is needed: the address of the running release");
  const files = await fetchRunning(url);
  for (const folder of [FOLDER, ".tmp/ui"]) mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(`${FOLDER}/${name}`, bytes);
  writeFileSync(KEPT, JSON.stringify([...files.keys()]));
  console.log(`${files.size} files of the running release are kept`);
} catch (fault) {
  console.error(`keep-assets: ${fault instanceof Error ? fault.message : fault}`);
  process.exitCode = 1;
}

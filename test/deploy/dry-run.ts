/**
 * Tries the deployment of each environment without sending anything: `wrangler deploy --dry-run`
 * must warn of nothing, the bundle must be light and name the files that are there, and
 * `wrangler check startup` must end. Prints bytes and milliseconds.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ENVIRONMENTS } from "../architecture/support/environments.ts";
import { ROOT } from "../dev/paths.ts";
import { runWrangler } from "../dev/run-program.ts";
import { GZIP_MAX, RAW_MAX } from "./bounds.ts";
import { startupIn, warningsIn } from "./wrangler-said.ts";

const folder = mkdtempSync(join(tmpdir(), "edge-topup-deploy-"));
const passed: string[] = [];
const failed: string[] = [];

async function expectThat(what: string, wrong: () => Promise<string | null>): Promise<void> {
  const why = await wrong().catch((fault: unknown) => String(fault));
  (why === null ? passed : failed).push(what);
  if (why !== null) console.log(`✗ ${what}: ${why}`);
}

function weight(bundle: Buffer): string | null {
  const [raw, gzip] = [bundle.length, gzipSync(bundle, { level: 9 }).length];
  console.log(`  ${raw} bytes, ${gzip} compressed`);
  if (raw <= RAW_MAX && gzip <= GZIP_MAX) return null;
  return `at most ${RAW_MAX} bytes, ${GZIP_MAX} compressed (test/deploy/bounds.ts)`;
}

function lostAssets(bundle: Buffer): string | null {
  const named = bundle.toString("utf8").match(/[\w.]+-[A-Z0-9]{8}\.(?:js|css)/g) ?? [];
  const lost = named.filter((name) => !existsSync(`${ROOT}public/assets/${name}`));
  if (named.length === 0) return "it names no file: is #asset-url in [alias]?";
  return lost.length === 0 ? null : `not in public/assets: ${lost.join(", ")}`;
}

for (const [name, env] of Object.entries(ENVIRONMENTS)) {
  console.log(`${name}:`);
  const outdir = join(folder, name);
  await expectThat(`${name}: the dry run warns of nothing`, async () => {
    const dryRun = ["deploy", "--dry-run", `--env=${env}`, "--outdir", outdir];
    const warnings = warningsIn(await runWrangler(dryRun));
    return warnings.length === 0 ? null : warnings.join("\n    ");
  });
  const bundle = () => readFileSync(join(outdir, "index.js"));
  await expectThat(`${name}: the bundle is light`, async () => weight(bundle()));
  await expectThat(`${name}: the bundle names files that are there`, async () =>
    lostAssets(bundle()),
  );
  await expectThat(`${name}: the Worker starts`, async () => {
    const profile = join(outdir, "startup.cpuprofile");
    const check = ["check", "startup", `--env=${env}`, "--outfile", profile];
    const took = startupIn(await runWrangler([...check, `--args=--minify --env=${env}`]));
    if (took === null) return "wrangler check startup said no milliseconds";
    console.log(`  starts in ${took.active} ms of work, ${took.idle} ms idle, on this machine`);
    return null;
  });
}
rmSync(folder, { recursive: true });
if (failed.length > 0) process.exitCode = 1;
console.log(`${passed.length} passed, ${failed.length} failed`);

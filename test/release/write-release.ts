/**
 * `node test/release/write-release.ts v0.2`: writes what this release leaves behind to
 * `test/fixtures/v0.2`, in seconds. The same code writes the same bytes, but for the salt of one
 * seal. Run it once, for the commit that is tagged: later releases have to understand what it
 * wrote.
 */
import { loadWith } from "../simulation/hooks.ts";

const [version = "", ...more] = process.argv.slice(2);
if (!/^v\d+\.\d+$/.test(version) || more.length > 0) {
  console.error("which release? node test/release/write-release.ts v0.2");
  process.exit(1);
}
// `src` is loaded only now: it imports a module of the platform, for which a stub stands in.
loadWith([]);
const { hashAtOnce } = await import("../simulation/world/signer.ts");
hashAtOnce();
const { freeze } = await import("./freeze.ts");
const { writeFrozen } = await import("./frozen.ts");
const frozen = await freeze(version);
writeFrozen(frozen);
console.log(
  `${version}: ${frozen.stories.length} stories, ${frozen.objects.length} objects, ` +
    `${frozen.calls.length} calls, ${Object.keys(frozen.reads).length} reads`,
);
for (const { name, state, endsAs } of frozen.stories)
  console.log(`  ${name}: ${state} → ${endsAs}`);

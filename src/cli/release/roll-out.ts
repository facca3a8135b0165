/** Brings a version to the customers in steps, and back when it cannot work. */
import { type SmokeTarget, smoke } from "./smoke.ts";
import { must, type Wrangler } from "./wrangler.ts";

export interface RollOut extends SmokeTarget {
  readonly wrangler: Wrangler;
  /** The name of the Worker, for the override of a version. */
  readonly worker: string;
  /** The share of the traffic before all of it, in percent; 0: none. */
  readonly percent: number;
  /** All at once: for staging. */
  readonly atOnce: boolean;
  /** The secrets of a Worker that does not exist yet; null: it has them. */
  readonly secretsFile: string | null;
}

/**
 * An object takes new code when it next sleeps, at the latest after this: a deployment resets no
 * customer's socket and no try that is under way.
 */
const OBJECTS = ["--durable-objects-code-update-mode", "deferred 300s"] as const;
/** Pages that are open find their scripts for a day. */
const OLD_ASSETS = ["--old-asset-ttl", "86400"] as const;
/** There is no such Worker: Cloudflare's answer. */
const NO_WORKER = /\[code: 10007\]/;
/** The classes of the objects have changed: wrangler knows it itself, or Cloudflare's answer. */
const CLASSES_CHANGED = /pending Durable Object migration|\[code: 10211\]/;

/** Throws when the new version does not serve the customers; the one before serves them then. */
export async function rollOut(o: RollOut): Promise<void> {
  const before = await servingVersion(o.wrangler);
  if (before === null || o.atOnce) return deployAtOnce(o, before);
  const upload = ["versions", "upload", "--strict", "--tag", o.tag];
  const { ok, said } = await o.wrangler(...upload);
  if (!ok && CLASSES_CHANGED.test(said)) {
    console.log("\n[[migrations]] has changed, which no version can carry: all at once.");
    return deployAtOnce(o, before);
  }
  const version = /Worker Version ID: ([0-9a-f-]{36})/.exec(said)?.[1];
  if (!ok || version === undefined) throw new Error("wrangler versions upload failed");
  try {
    for (const share of o.percent > 0 ? [0, o.percent] : [0]) {
      await split(o.wrangler, [`${version}@${share}`, `${before}@${100 - share}`]);
      await smoke(o, { worker: o.worker, version });
    }
    await split(o.wrangler, [`${version}@100`]);
    await smoke(o, null);
    // Crons, routes and consumers belong to no version.
    await must(o.wrangler, "triggers", "deploy");
  } catch (fault) {
    await rollBack(o, before, fault);
  }
}

const split = (wrangler: Wrangler, shares: readonly string[]) =>
  must(wrangler, "versions", "deploy", ...shares, "-y", ...OBJECTS);

/** For a Worker that is new, whose classes have changed, or that serves no customers. */
async function deployAtOnce(o: RollOut, before: string | null): Promise<void> {
  const secrets = o.secretsFile === null ? [] : ["--secrets-file", o.secretsFile];
  const deploy = ["deploy", "--strict", "--tag", o.tag, ...OLD_ASSETS, ...OBJECTS, ...secrets];
  try {
    await must(o.wrangler, ...deploy);
    await smoke(o, null);
  } catch (fault) {
    if (before === null) throw fault;
    await rollBack(o, before, fault);
  }
}

/** D1 stays as it is: the release before works with the newer tables (migrations/README.md). */
async function rollBack({ wrangler }: RollOut, before: string, fault: unknown): Promise<never> {
  const why = fault instanceof Error ? fault.message : String(fault);
  console.error(`\n${why}\nBack to ${before}.`);
  const { ok } = await wrangler("rollback", before, "-y", "-m", why.slice(0, 90), ...OBJECTS);
  if (ok) throw new Error(`rolled back: ${why}`);
  throw new Error(`NOT rolled back, do it by hand (wrangler rollback ${before}): ${why}`);
}

/** The version that serves most customers; null: there is no such Worker yet. */
async function servingVersion(wrangler: Wrangler): Promise<string | null> {
  const { ok, said } = await wrangler("deployments", "status", "--json");
  if (!ok && NO_WORKER.test(said)) return null;
  if (!ok) throw new Error("wrangler deployments status failed");
  const { versions } = JSON.parse(said.slice(said.indexOf("{"))) as {
    versions: readonly { readonly version_id: string; readonly percentage: number }[];
  };
  const [most] = versions.toSorted((a, b) => b.percentage - a.percentage);
  return most?.version_id ?? null;
}

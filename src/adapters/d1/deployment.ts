import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { Clock } from "../../app/ports/clock.ts";
import type { Deployment, DeploymentStanding } from "../../app/ports/deployment.ts";
import type { Log } from "../../app/ports/log.ts";
import { claimOfOthers } from "../../domain/payment/deployment-claim.ts";
import { type Kept, within } from "./kept.ts";
import type { SaleTables } from "./sale-tables.ts";
import { deployment } from "./schema-brand.ts";

export interface DeploymentConfig {
  readonly tables: Kept<SaleTables>;
  /** DEPLOYMENT_ID. */
  readonly id: string;
  /** PUBLIC_URL: an endpoint under its host name is ours, whatever D1 says. */
  readonly publicUrl: string;
  readonly livemode: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** A sale or a refund waits for D1 no longer than this, once for each call; ms. */
const D1_MS = 1000;
/** So long a sale does not ask Stripe again where it gave no answer, or D1 took no note; ms. */
const REST_MS = 300_000;
/** The table has one row. */
const ONE = 1;

type Row = NonNullable<SaleTables["deployment"]>;
/** What this isolate read at Stripe. */
interface Look {
  readonly claims: readonly string[];
  readonly at: number;
}

/** The row of the first start, beside the id and mode of this start. */
export function createDeployment(d1: D1Database, config: DeploymentConfig): Deployment {
  const { tables, id, clock, log } = config;
  const db = drizzle(d1);
  /** As they were read last; null: D1 did not answer. */
  let read: SaleTables | null = null;
  let look: Look | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  const judged = (): DeploymentStanding => {
    const rests = clock.now() - triedAt < REST_MS;
    const isCheckDue = (read?.deployment?.checkedAt ?? null) === null && !rests;
    return { conflict: conflictOf(config, read, look), isCheckDue };
  };
  const tablesOfStart = async (): Promise<SaleTables> => {
    const known = await tables.get("all");
    if (known.deployment) return known;
    // The first start. Of two at once the first row stays, and both compare with it.
    const first = { one: ONE, id, livemode: config.livemode, since: clock.now() };
    await db.insert(deployment).values(first).onConflictDoNothing();
    return await tables.get("all", "anew");
  };
  return {
    id,
    async standing() {
      try {
        read = await within(D1_MS, tablesOfStart());
      } catch (fault) {
        read = null;
        log.warn("deployment_not_read", { why: String(fault) });
      }
      return judged();
    },
    async recordCheck(claims) {
      triedAt = clock.now();
      look = { claims, at: triedAt };
      const standing = judged();
      // Without an answer of D1 just now the next sweep takes the note.
      if (read === null) return standing;
      const knownHosts = ownHosts(config, read);
      const claimedBy = claimOfOthers(claims, knownHosts);
      const checked = { claimedBy, knownHosts, checkedAt: look.at };
      try {
        await within(D1_MS, db.update(deployment).set(checked).where(eq(deployment.one, ONE)));
      } catch (fault) {
        log.warn("deployment_not_noted", { claimedBy, why: String(fault) });
      }
      return standing;
    },
    checkFailed() {
      triedAt = clock.now();
    },
  };
}

/** Host names and addresses of all brands there are and were, the unreadable rows included. */
function ownHosts({ publicUrl }: DeploymentConfig, read: SaleTables | null): readonly string[] {
  const now = (read?.brands ?? []).flatMap((row) => [row.publicUrl, ...row.hosts]);
  const all: readonly unknown[] = [publicUrl, ...now, ...(read?.deployment?.knownHosts ?? [])];
  return [...new Set(all.filter((one) => typeof one === "string"))];
}

function conflictOf(
  config: DeploymentConfig,
  read: SaleTables | null,
  look: Look | null,
): string | null {
  const row = read?.deployment ?? null;
  const changed = row && changedSince(row, config);
  if (changed !== null) return changed;
  const noted = row?.claimedBy ? [row.claimedBy] : [];
  const claims = look !== null && look.at >= (row?.checkedAt ?? 0) ? look.claims : noted;
  const other = claimOfOthers(claims, ownHosts(config, read));
  if (other === null) return null;
  return `the webhook endpoint ${other} of the same Stripe account claims ${config.id} too`;
}

function changedSince(row: Row, { id, livemode }: DeploymentConfig): string | null {
  const mode = (live: boolean) => (live ? "live" : "test");
  if (row.id !== id) {
    return `DEPLOYMENT_ID is ${id}, but this database was first started as ${row.id}`;
  }
  if (row.livemode === livemode) return null;
  const now = `the keys are of ${mode(livemode)} mode`;
  return `${now}, but ${id} was first started in ${mode(row.livemode)} mode`;
}

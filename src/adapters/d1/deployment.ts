import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { Clock } from "../../app/ports/clock.ts";
import type { Deployment, DeploymentStanding } from "../../app/ports/deployment.ts";
import type { Log } from "../../app/ports/log.ts";
import { type Kept, within } from "./kept.ts";
import type { SaleTables } from "./sale-tables.ts";
import { deployment } from "./schema-brand.ts";

export interface DeploymentConfig {
  readonly tables: Kept<SaleTables>;
  /** DEPLOYMENT_ID. */
  readonly id: string;
  readonly livemode: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** A refund waits for D1 no longer than this: it must not depend on it; ms. */
const STANDING_MS = 1000;
/** The table has one row. */
const ONE = 1;

/** The row of the first start, beside the id and mode of this start. */
export function createDeployment(d1: D1Database, config: DeploymentConfig): Deployment {
  const { tables, id, livemode, clock, log } = config;
  const db = drizzle(d1);
  const stored = async () => {
    const known = (await tables.get("all")).deployment;
    if (known) return known;
    // The first start. Of two at once the first row stays, and both compare with it.
    const first = { one: ONE, id, livemode, since: clock.now() };
    await db.insert(deployment).values(first).onConflictDoNothing();
    tables.age();
    return (await tables.get("all")).deployment;
  };
  return {
    id,
    async standing() {
      try {
        const row = await within(STANDING_MS, stored());
        if (row === null) return { conflict: null, checkedAt: null };
        return { conflict: conflictOf(row, { id, livemode }), checkedAt: row.checkedAt };
      } catch (fault) {
        log.warn("deployment_not_read", { why: String(fault) });
        return { conflict: null, checkedAt: null } satisfies DeploymentStanding;
      }
    },
    async recordCheck({ claimedBy }) {
      const checked = { claimedBy, checkedAt: clock.now() };
      await db.update(deployment).set(checked).where(eq(deployment.one, ONE));
      tables.age();
    },
  };
}

type Row = NonNullable<SaleTables["deployment"]>;

function conflictOf(
  row: Row,
  { id, livemode }: Pick<DeploymentConfig, "id" | "livemode">,
): string | null {
  const mode = (live: boolean) => (live ? "live" : "test");
  if (row.id !== id) {
    return `DEPLOYMENT_ID is ${id}, but this database was first started as ${row.id}`;
  }
  if (row.livemode !== livemode) {
    const now = `the keys are of ${mode(livemode)} mode`;
    return `${now}, but ${id} was first started in ${mode(row.livemode)} mode`;
  }
  if (row.claimedBy === null) return null;
  return `the webhook endpoint ${row.claimedBy} of the same Stripe account claims ${id} too`;
}

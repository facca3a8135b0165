/** Findings that concern no top-up. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type * as z from "zod";
import type { Clock } from "../../app/ports/clock.ts";
import type { DeploymentFindings } from "../../app/ports/deployment-findings.ts";
import { brandRow } from "../../contract/brand.ts";
import { DEPLOYMENT_FINDING_KINDS } from "../../contract/deployment-findings.ts";
import { linkRow, offerRow, serviceRow } from "../../contract/register-rows.ts";
import { type CheckedTable, checkRows } from "./read-rows.ts";
import { brand, deploymentFinding as finding } from "./schema-brand.ts";
import { link, offer, service } from "./schema-register.ts";

export function createDeploymentFindings(d1: D1Database, clock: Clock): DeploymentFindings {
  const db = drizzle(d1);
  const about = ({ kind, subject }: { kind: string; subject: string }) =>
    and(eq(finding.kind, kind), eq(finding.subject, subject), isNull(finding.closedAt));
  const close: DeploymentFindings["close"] = async (found) => {
    await db.update(finding).set({ closedAt: clock.now() }).where(about(found));
  };
  const open: DeploymentFindings["open"] = async (limit) => {
    const rows = await db
      .select()
      .from(finding)
      .where(isNull(finding.closedAt))
      .orderBy(asc(finding.openedAt), asc(finding.subject))
      .limit(limit);
    return rows.flatMap(({ kind, subject, detail, openedAt: since }) => {
      // One that only a newer release knows has no words here.
      const known = DEPLOYMENT_FINDING_KINDS.find((one) => one === kind);
      return known === undefined ? [] : [{ kind: known, subject, detail, since }];
    });
  };
  return {
    async raise({ kind, subject, detail }) {
      const openedAt = clock.now();
      await db
        .insert(finding)
        .values({ kind, subject, detail, openedAt })
        .onConflictDoUpdate({
          target: [finding.kind, finding.subject],
          set: { detail, openedAt, closedAt: null },
          setWhere: sql`${finding.closedAt} IS NOT NULL OR ${finding.detail} <> ${detail}`,
        });
    },
    close,
    open,
    async recheckRows(limit) {
      const rows = (await open(limit)).filter(({ kind }) => kind === "bad_row");
      const bad = await stillBad(
        db,
        rows.map(({ subject }) => subject),
      );
      const good = rows.filter(({ subject }) => !bad.has(subject));
      for (const found of good) await close(found);
      return good.length;
    },
  };
}

const SCHEMAS: Readonly<Record<CheckedTable, z.ZodType>> = {
  brand: brandRow,
  offer: offerRow,
  service: serviceRow,
  link: linkRow,
};
const isTable = (name: string): name is CheckedTable => Object.hasOwn(SCHEMAS, name);

/** Of the rows `table/id`, those that are there and still bad. */
async function stillBad(
  db: DrizzleD1Database,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const idsOf = new Map<CheckedTable, string[]>();
  for (const subject of subjects) {
    const [, table = "", id = ""] = /^([a-z]+)\/(.*)$/.exec(subject) ?? [];
    if (isTable(table)) idsOf.set(table, [...(idsOf.get(table) ?? []), id]);
  }
  for (const [table, ids] of idsOf) {
    const { bad } = checkRows(SCHEMAS[table], table, await rowsOf(db, table, ids));
    for (const { id } of bad) found.add(`${table}/${id}`);
  }
  return found;
}

async function rowsOf(
  db: DrizzleD1Database,
  table: CheckedTable,
  ids: readonly string[],
): Promise<readonly { readonly id: string }[]> {
  const asked = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  switch (table) {
    case "brand": {
      const rows = await db.select().from(brand).where(inArray(brand.id, asked));
      return rows.map(({ revision: _, ...row }) => row);
    }
    case "offer":
      return db.select().from(offer).where(inArray(offer.id, asked));
    case "service":
      return db.select().from(service).where(inArray(service.id, asked));
    case "link":
      return db.select().from(link).where(inArray(link.id, asked));
  }
}

/** Findings that concern no top-up. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type * as z from "zod";
import type { Clock } from "../../app/ports/clock.ts";
import type {
  DeploymentFindings,
  OpenDeploymentFinding,
} from "../../app/ports/deployment-findings.ts";
import { brandRow } from "../../contract/brand.ts";
import {
  DEPLOYMENT_FINDING_KINDS,
  type DeploymentFindingKind,
} from "../../contract/deployment-findings.ts";
import { operatorKeyRow } from "../../contract/operator-key-row.ts";
import { linkRow, offerRow, serviceRow } from "../../contract/register-rows.ts";
import { type KnownEngines, unknownEngine, unrenderedOffer } from "./engine-checks.ts";
import { offerOf } from "./offers.ts";
import { type BadRow, type CheckedTable, checkRows } from "./read-rows.ts";
import { brand, deploymentFinding as finding } from "./schema-brand.ts";
import { operatorKey } from "./schema-operator.ts";
import { link, offer, service } from "./schema-register.ts";

/** The oldest. Of each kind the index gives its own, so that closed ones are not read. */
const OPEN_OF_KINDS = `SELECT f.kind, f.subject, f.detail, f.opened_at AS since
  FROM json_each(?1) AS k CROSS JOIN deployment_finding AS f
  WHERE f.kind = k.value AND f.subject IN (
    SELECT subject FROM deployment_finding INDEXED BY deployment_finding_open
    WHERE kind = k.value AND closed_at IS NULL ORDER BY opened_at, subject LIMIT ?2)
  ORDER BY since, subject LIMIT ?2`;

export function createDeploymentFindings(
  d1: D1Database,
  { clock, engines }: { readonly clock: Clock; readonly engines: KnownEngines },
): DeploymentFindings {
  const db = drizzle(d1);
  const about = ({ kind, subject }: { kind: string; subject: string }) =>
    and(eq(finding.kind, kind), eq(finding.subject, subject), isNull(finding.closedAt));
  const close: DeploymentFindings["close"] = async (found) => {
    await db.update(finding).set({ closedAt: clock.now() }).where(about(found));
  };
  // One that only a newer release knows has no words here.
  const openOf = async (kinds: readonly DeploymentFindingKind[], limit: number) => {
    const asked = d1.prepare(OPEN_OF_KINDS).bind(JSON.stringify(kinds), limit);
    return (await asked.all<OpenDeploymentFinding>()).results;
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
    open: (limit) => openOf(DEPLOYMENT_FINDING_KINDS, limit),
    openOf: (kind, limit) => openOf([kind], limit),
    async recheckRows(limit) {
      const rows = await openOf(["bad_row"], limit);
      const bad = await stillBad(
        { db, engines },
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
  operator_key: operatorKeyRow,
};
const isTable = (name: string): name is CheckedTable => Object.hasOwn(SCHEMAS, name);

/** Of the rows `table/id`, those that are there and still bad. */
async function stillBad(
  { db, engines }: { readonly db: DrizzleD1Database; readonly engines: KnownEngines },
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const idsOf = new Map<CheckedTable, string[]>();
  for (const subject of subjects) {
    const [, table = "", id = ""] = /^([a-z_]+)\/(.*)$/.exec(subject) ?? [];
    if (isTable(table)) idsOf.set(table, [...(idsOf.get(table) ?? []), id]);
  }
  for (const [table, ids] of idsOf) {
    const { bad } = checkRows(SCHEMAS[table], table, await rowsOf(db, table, ids));
    const strange = await strangeToEngines({ db, engines }, table, ids);
    for (const { id } of [...bad, ...strange]) found.add(`${table}/${id}`);
  }
  return found;
}

/** Rows that fit their table, but not the engines of this deployment. */
async function strangeToEngines(
  { db, engines }: { readonly db: DrizzleD1Database; readonly engines: KnownEngines },
  table: CheckedTable,
  ids: readonly string[],
): Promise<readonly BadRow[]> {
  const asked = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  if (table === "service") {
    const rows = await db.select().from(service).where(inArray(service.id, asked));
    return rows.flatMap((row) => unknownEngine(engines, row));
  }
  if (table !== "offer") return [];
  const rows = await db.select().from(offer).where(inArray(offer.id, asked));
  const { good } = checkRows(offerRow, "offer", rows);
  const sold = await enginesOf({ db, engines }, [...new Set(good.map((one) => one.brand))]);
  return good.flatMap((one) =>
    sold
      .filter(({ brand: of }) => of === one.brand)
      .flatMap(({ ocs }) => unrenderedOffer(engines, offerOf(one), ocs)),
  );
}

/** The engines at which these brands have services: a step through `service_brand` for each. */
const enginesOf = (
  { db, engines }: { readonly db: DrizzleD1Database; readonly engines: KnownEngines },
  brands: readonly string[],
): Promise<readonly { readonly brand: string; readonly ocs: string }[]> =>
  db.all(sql`SELECT b.value AS brand, e.value AS ocs
    FROM json_each(${JSON.stringify(brands)}) AS b
      CROSS JOIN json_each(${JSON.stringify(engines.names)}) AS e
    WHERE EXISTS (SELECT 1 FROM service WHERE brand = b.value AND ocs = e.value)`);

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
    case "operator_key":
      return db.select().from(operatorKey).where(inArray(operatorKey.id, asked));
  }
}

/** The one way in which rows that operators write are read: a bad one never stops the others. */
import type * as z from "zod";
import type { DeploymentFindings } from "../../app/ports/deployment-findings.ts";
import type { Log } from "../../app/ports/log.ts";
import { columnOf } from "../../contract/brand.ts";
import { within } from "./kept.ts";

/** A table of the register whose rows are checked. */
export type CheckedTable = "brand" | "offer" | "service" | "link" | "operator_key";

/** A row that cannot be used, by its columns. */
export interface BadRow {
  readonly table: CheckedTable;
  readonly id: string;
  readonly columns: readonly string[];
  /** For operators; no value of the row stands in it. */
  readonly why: string;
}
export type ReportBadRows = (bad: readonly BadRow[]) => Promise<void>;

export interface ReadRows<T> {
  readonly good: readonly T[];
  readonly bad: readonly BadRow[];
}

/** Checks rows by the schema of their table. */
export function checkRows<T>(
  schema: z.ZodType<T>,
  table: CheckedTable,
  rows: readonly { readonly id: string }[],
): ReadRows<T> {
  const good: T[] = [];
  const bad: BadRow[] = [];
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    if (parsed.success) good.push(parsed.data);
    else bad.push({ table, id: row.id, ...problemsOf(parsed.error.issues) });
  }
  return { good, bad };
}

/** The good rows. The bad ones are left out, logged, and raised as findings. */
export async function readRows<T>(
  schema: z.ZodType<T>,
  table: CheckedTable,
  { rows, report }: { rows: readonly { readonly id: string }[]; report: ReportBadRows },
): Promise<readonly T[]> {
  const { good, bad } = checkRows(schema, table, rows);
  if (bad.length > 0) await report(bad);
  return good;
}

function problemsOf(issues: readonly z.core.$ZodIssue[]): Pick<BadRow, "columns" | "why"> {
  const named = issues.map(({ path, code, message, ...more }) => {
    const [field = "row", ...inside] = path.map(String);
    const unknown = "keys" in more ? more.keys.join(", ") : "";
    const where = [columnOf(field), ...inside].join(".");
    return { column: columnOf(field), text: `${where}: ${message}${unknown && ` (${code})`}` };
  });
  return {
    columns: [...new Set(named.map(({ column }) => column))],
    why: named
      .map(({ text }) => text)
      .join("; ")
      .slice(0, 500),
  };
}

/** The same bad row is told once an hour by one isolate, not with every request. */
const TOLD_AGAIN_MS = 3_600_000;
/** A finding that D1 did not take is raised again after so long. */
const RAISED_AGAIN_MS = 60_000;
/** What a finding may cost a customer who reads another row; ms. */
const RAISE_WITHIN_MS = 500;

/** Logs bad rows and raises a finding for each; with D1 silent only the log has them. */
export function badRowReporter(
  findings: Pick<DeploymentFindings, "raise">,
  { log, clock }: { readonly log: Log; readonly clock: { now(): number } },
): ReportBadRows {
  const toldAt = new Map<string, number>();
  return async (bad) => {
    for (const { table, id, columns, why } of bad) {
      const key = JSON.stringify([table, id, why]);
      const now = clock.now();
      if (now - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_MS) continue;
      if (toldAt.size >= 1000) toldAt.clear();
      toldAt.set(key, now);
      log.warn("bad_row", { table, id, columns, why });
      try {
        const finding = { kind: "bad_row", subject: `${table}/${id}`, detail: why } as const;
        await within(RAISE_WITHIN_MS, findings.raise(finding));
      } catch (fault) {
        toldAt.set(key, now - TOLD_AGAIN_MS + RAISED_AGAIN_MS);
        log.error("finding_not_raised", fault, { table, id });
      }
    }
  };
}

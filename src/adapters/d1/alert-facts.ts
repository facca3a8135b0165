/** What alerts read in D1: a bounded number of rows by indexes, a batch each (decision 42). */
import type { AlertFacts, DatabaseFacts } from "../../app/ports/alert-facts.ts";
import { firstIdAt } from "../../domain/base/ids.ts";
import { DAY_MS, HOUR_MS } from "../../domain/base/time.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import type { ReturnReason } from "../../domain/top-up/top-up.ts";
import type { Databases } from "./databases.ts";

/** The newest top-ups by which the success rate goes. */
const SAMPLE = 500;
const SAMPLE_MS = 2 * HOUR_MS;
const MOST = 1000;
const FINDINGS_PER_KIND = 20;
/** A bank may take days for a refund; after this an operator should look. */
const REFUND_MS = 3 * DAY_MS;

/** Refunds that say something about us or the OCS, and not about the customer. */
const OURS: readonly ReturnReason[] = [
  "ocs_silent",
  "waited_too_long",
  "not_credited",
  "no_account",
  "account_disabled",
  "parked_too_long",
];
/** Nothing but this deployment moves them; a review and a bank take their own time. */
const STUCK: readonly TopUpState[] = [
  "paid",
  "crediting",
  "resolving",
  "revoking",
  "reversing",
  "parked",
];
const listed = (words: readonly string[]): string => words.map((one) => `'${one}'`).join(", ");

/** Of the newest top-ups; ids begin with the time of the request. */
const RATE = `SELECT
    sum(state = 'credited') AS credited,
    sum(state IN ('refunded', 'refunding', 'refund_failed')
      AND return_reason IN (${listed(OURS)})) AS failed
  FROM (SELECT state, return_reason FROM top_up WHERE id >= ?1 ORDER BY id DESC LIMIT ${SAMPLE})`;

/** The index of states has all but the credited ones. */
const IN_STATES = (states: string) => `state IN (${states}) AND state <> 'credited'`;

const STUCK_ONES = `SELECT count(*) AS n, min(since) AS oldest FROM (
    SELECT coalesce(paid_at, state_since) AS since FROM top_up
      WHERE ${IN_STATES(listed(STUCK))} LIMIT ${MOST})`;

const SLOW_REFUNDS = `SELECT count(*) AS n, min(state_since) AS oldest FROM (
    SELECT state_since FROM top_up WHERE ${IN_STATES("'refunding'")} LIMIT ${MOST})
  WHERE state_since < ?1`;

const FAILED_REFUNDS = `SELECT count(*) AS n FROM (
    SELECT 1 FROM top_up WHERE ${IN_STATES("'refund_failed'")} LIMIT ${MOST})`;

/** By the primary key, the newest first: ids begin with the time of the request. */
const PAID_LATELY = `SELECT count(*) AS n FROM (
    SELECT 1 FROM top_up WHERE id >= ?1 AND paid_at >= ?2 ORDER BY id DESC LIMIT 20)`;

/** Of each kind, of a newer release too, at most so many: those of one do not hide the others. */
const FINDINGS = `WITH RECURSIVE k (kind) AS (
    SELECT min(kind) FROM deployment_finding WHERE closed_at IS NULL UNION ALL
    SELECT (SELECT min(kind) FROM deployment_finding WHERE closed_at IS NULL AND kind > k.kind)
    FROM k WHERE kind IS NOT NULL)
  SELECT f.kind, f.subject FROM k CROSS JOIN deployment_finding AS f
  WHERE f.kind = k.kind AND f.subject IN (
    SELECT subject FROM deployment_finding INDEXED BY deployment_finding_open
    WHERE kind = k.kind AND closed_at IS NULL
    ORDER BY opened_at, subject LIMIT ${FINDINGS_PER_KIND})`;

const DISABLED = `SELECT count(*) AS n FROM webhook_endpoint
  WHERE enabled = 0 AND disabled_because = 'failing'`;

interface Counted {
  readonly n: number;
  readonly oldest: number | null;
}

/** Reads the main database and every ledger, and adds up what the ledgers say. */
export function createAlertFacts({ main, ledgers }: Databases): AlertFacts {
  return {
    async read(now): Promise<DatabaseFacts> {
      const [findings, disabled] = await main.batch<unknown>([
        main.prepare(FINDINGS),
        main.prepare(DISABLED),
      ]);
      const parts = await Promise.all((await ledgers()).map(({ d1 }) => factsIn(d1, now)));
      const sum = (of: (part: LedgerFacts) => number) =>
        parts.reduce((total, part) => total + of(part), 0);
      const oldest = parts.flatMap(({ oldestStuckAt }) => oldestStuckAt ?? []);
      return {
        credited: sum(({ credited }) => credited),
        failed: sum(({ failed }) => failed),
        stuck: sum(({ stuck }) => stuck),
        oldestStuckAt: oldest.length === 0 ? null : Math.min(...oldest),
        refundsFailed: sum(({ refundsFailed }) => refundsFailed),
        paidLately: sum(({ paidLately }) => paidLately),
        findings: (findings?.results ?? []) as DatabaseFacts["findings"],
        disabledEndpoints: first<Counted>(disabled).n,
      };
    },
  };
}

type LedgerFacts = Omit<DatabaseFacts, "findings" | "disabledEndpoints">;

async function factsIn(d1: D1Database, now: number): Promise<LedgerFacts> {
  const sample = firstIdAt("top", now - SAMPLE_MS);
  const [rate, stuck, slow, failedRefunds, paid] = await d1.batch<unknown>([
    d1.prepare(RATE).bind(sample),
    d1.prepare(STUCK_ONES),
    d1.prepare(SLOW_REFUNDS).bind(now - REFUND_MS),
    d1.prepare(FAILED_REFUNDS),
    d1.prepare(PAID_LATELY).bind(sample, now - HOUR_MS),
  ]);
  // A sum of no rows is null.
  const { credited, failed } = first<{ credited: number | null; failed: number | null }>(rate);
  const [open, late] = [first<Counted>(stuck), first<Counted>(slow)];
  const oldest = [open.oldest, late.oldest].filter((at) => at !== null);
  return {
    credited: credited ?? 0,
    failed: failed ?? 0,
    stuck: open.n + late.n,
    oldestStuckAt: oldest.length === 0 ? null : Math.min(...oldest),
    refundsFailed: first<Counted>(failedRefunds).n,
    paidLately: first<Counted>(paid).n,
  };
}

function first<T>(result: D1Result<unknown> | undefined): T {
  const [row] = result?.results ?? [];
  if (row === undefined) throw new Error("a count without a row");
  return row as T;
}

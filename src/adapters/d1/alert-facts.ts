/** What the alerts read in D1, in one batch: a bounded number of rows by indexes (decision 42). */
import type { AlertFacts, DatabaseFacts } from "../../app/ports/alert-facts.ts";
import { firstIdAt } from "../../domain/base/ids.ts";
import { DAY_MS, HOUR_MS } from "../../domain/base/time.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import type { ReturnReason } from "../../domain/top-up/top-up.ts";

/** The newest top-ups by which the success rate goes. */
const SAMPLE = 500;
const SAMPLE_MS = 2 * HOUR_MS;
const MOST = 1000;
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

const RATE = `WITH since AS (
    SELECT max(?1, coalesce((SELECT id FROM top_up WHERE state = 'credited'
      ORDER BY id DESC LIMIT 1 OFFSET ${SAMPLE - 1}), ?1)) AS id)
  SELECT
    (SELECT count(*) FROM top_up
      WHERE state = 'credited' AND id >= (SELECT id FROM since)) AS credited,
    (SELECT count(*) FROM (SELECT 1 FROM top_up
      WHERE state IN ('refunded', 'refunding', 'refund_failed') AND id >= (SELECT id FROM since)
        AND return_reason IN (${listed(OURS)}) LIMIT ${MOST})) AS failed`;

const STUCK_ONES = `SELECT count(*) AS n, min(since) AS oldest FROM (
    SELECT coalesce(paid_at, state_since) AS since FROM top_up
      WHERE state IN (${listed(STUCK)}) LIMIT ${MOST})`;

const SLOW_REFUNDS = `SELECT count(*) AS n, min(state_since) AS oldest FROM (
    SELECT state_since FROM top_up WHERE state = 'refunding' LIMIT ${MOST})
  WHERE state_since < ?1`;

const FAILED_REFUNDS = `SELECT count(*) AS n FROM (
    SELECT 1 FROM top_up WHERE state = 'refund_failed' LIMIT ${MOST})`;

/** By the primary key: ids begin with the time of the request. */
const PAID_LATELY = `SELECT count(*) AS n FROM (
    SELECT 1 FROM top_up WHERE id >= ?1 AND paid_at >= ?2 LIMIT 20)`;

const FINDINGS = "SELECT kind, subject FROM deployment_finding WHERE closed_at IS NULL LIMIT 100";

const DISABLED = `SELECT count(*) AS n FROM webhook_endpoint
  WHERE enabled = 0 AND disabled_because = 'failing'`;

interface Counted {
  readonly n: number;
  readonly oldest: number | null;
}

export function createAlertFacts(d1: D1Database): AlertFacts {
  return {
    async read(now): Promise<DatabaseFacts> {
      const [rate, stuck, slow, failedRefunds, paid, findings, disabled] = await d1.batch<unknown>([
        d1.prepare(RATE).bind(firstIdAt("top", now - SAMPLE_MS)),
        d1.prepare(STUCK_ONES),
        d1.prepare(SLOW_REFUNDS).bind(now - REFUND_MS),
        d1.prepare(FAILED_REFUNDS),
        d1.prepare(PAID_LATELY).bind(firstIdAt("top", now - SAMPLE_MS), now - HOUR_MS),
        d1.prepare(FINDINGS),
        d1.prepare(DISABLED),
      ]);
      const { credited, failed } = first<{ credited: number; failed: number }>(rate);
      const [open, late] = [first<Counted>(stuck), first<Counted>(slow)];
      const oldest = [open.oldest, late.oldest].filter((at) => at !== null);
      return {
        credited,
        failed,
        stuck: open.n + late.n,
        oldestStuckAt: oldest.length === 0 ? null : Math.min(...oldest),
        refundsFailed: first<Counted>(failedRefunds).n,
        paidLately: first<Counted>(paid).n,
        findings: (findings?.results ?? []) as DatabaseFacts["findings"],
        disabledEndpoints: first<Counted>(disabled).n,
      };
    },
  };
}

function first<T>(result: D1Result<unknown> | undefined): T {
  const [row] = result?.results ?? [];
  if (row === undefined) throw new Error("a count without a row");
  return row as T;
}

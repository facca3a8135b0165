/** What a plan may do at 10⁵ top-ups, and the exceptions by name. */
import { WINDOW } from "../../../src/adapters/d1/browsed-top-ups.ts";
import type { Planned } from "./recorded-d1.ts";

/** What one statement may read: the 128 networks around an IPv6 address are the most. */
const MOST_ROWS = 150;

/** Tables with a row per brand, offer, operator, endpoint, ledger, migration or job of a cron. */
const SMALL = ["brand", "other", "offer", "deployment", "operator_key", "webhook_endpoint"];
const SMALLER = ["ledger_database", "d1_migrations", "cron_cursor"];
/** Partial indexes that hold only what is still open: it leaves them when it is done. */
const OF_OPEN = [
  "top_up_unfinished",
  "finding_open",
  "deployment_finding_open",
  "payment_binding_due",
  "service_to_tell",
];
const SCANNED = new RegExp(
  [
    "VIRTUAL TABLE",
    "^SCAN CONSTANT ROW",
    "^SCAN \\(?(subquery|union|join)",
    `^SCAN (${[...SMALL, ...SMALLER].join("|")})( USING .*)?$`,
    `^SCAN \\w+ USING (COVERING )?INDEX (${OF_OPEN.join("|")})$`,
  ].join("|"),
);

export interface Exception {
  readonly name: string;
  /** Which statements it is for. */
  readonly sql: RegExp;
  /** Which steps of their plans are allowed beside the usual ones. */
  readonly step: RegExp;
  readonly why: string;
  readonly mostRows?: number;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    name: "a window of all top-ups, or of all declined cards",
    sql: /^SELECT t\.id AS topUpId, .* ORDER BY t\.id DESC LIMIT \?$/,
    step: /^SCAN t( USING INDEX sqlite_autoindex_top_up_1)?$/,
    why: "walks the primary key from the newest; the id is the cursor (`before`), LIMIT the window",
    mostRows: 2 * WINDOW,
  },
  {
    name: "the newest top-ups of a customer's services, and those that a search led to",
    sql: /^SELECT t\.id AS topUpId, .* FROM (json_each|top_up)/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "sorts a page of each service",
  },
  {
    name: "what one person bought",
    sql: /CROSS JOIN lookup AS l ON l\.kind = 'cus'/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "all of it is wanted, to be erased or shown; grows with one person's purchases",
  },
  {
    name: "open findings by top-up",
    sql: /FROM finding INDEXED BY finding_open/,
    step: /^USE TEMP B-TREE FOR GROUP BY$/,
    why: "groups at most 2,000 open ones",
  },
  {
    name: "services at an address",
    sql: /"service_address"\."prefix" from json_each/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "sorts the few that share an address",
  },
  {
    name: "the newest top-ups, for the success rate",
    sql: /FROM \(SELECT state, return_reason FROM top_up WHERE id >= \?1/,
    step: /^never$/,
    why: "LIMIT 500, each with its step in the index",
    mostRows: 1100,
  },
  {
    name: "services whose credits still run",
    sql: /FROM audited_service/,
    step: /^never$/,
    why: "goes on at the cursor `service_id`, and passes each service whose credits ended once",
    mostRows: 1000,
  },
  {
    name: "open findings of the deployment",
    sql: /CROSS JOIN deployment_finding AS f .* ORDER BY since/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "sorts a page of each kind",
  },
  {
    name: "brands",
    sql: /^SELECT id AS brand FROM brand UNION/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "a row per brand",
  },
  {
    name: "invoices of one projection",
    sql: /^INSERT INTO "invoice"/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "sorts the rows of the message",
  },
  {
    name: "endpoints of webhooks",
    sql: /from "webhook_endpoint" order by/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "sorts a handful",
  },
  {
    name: "keys of operators",
    sql: /from "operator_key" order by/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "a row per key of staff; there are few, and they do not come with top-ups",
  },
];

/** Of the queries that people copy out of the guide. */
export const EXCEPTIONS_OF_THE_GUIDE: readonly Exception[] = [
  {
    name: "sums of a span",
    sql: /\bsum\(/,
    step: /^USE TEMP B-TREE FOR GROUP BY$/,
    why: "adds up the rows between two ids, a month at the most",
    mostRows: 100_000,
  },
  {
    name: "when the money came",
    sql: /AND created >= /,
    step: /^never$/,
    why: "reads the two weeks before too, in which its request may lie",
    mostRows: 20_000,
  },
  {
    name: "what is open, by state",
    sql: /state <> 'credited' AND state IN/,
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    why: "sorts what still moves",
    mostRows: 1000,
  },
  {
    name: "a page of a hundred invoices",
    sql: /FROM invoice_document .* LIMIT 100$/,
    step: /^never$/,
    why: "reads an invoice and its top-up a row",
    mostRows: 200,
  },
];

/** What is wrong with a statement, in words; none: nothing. */
export function problemsOf(
  { sql, plan, rowsRead }: Planned,
  exceptions = EXCEPTIONS,
): readonly string[] {
  const mine = exceptions.filter((one) => one.sql.test(sql));
  // What a statement makes itself; the steps that make it are steps of the plan too.
  const made = plan.flatMap((step) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/.exec(step)?.[1] ?? []);
  const isMade = (step: string) => made.includes(/^SCAN (\w+)$/.exec(step)?.[1] ?? "");
  const allowed = (step: string) => mine.some((one) => one.step.test(step));
  const steps = plan.filter((step) => {
    const sorts = step.startsWith("USE TEMP B-TREE");
    const scans = step.startsWith("SCAN ") && !SCANNED.test(step) && !isMade(step);
    return (sorts || scans) && !allowed(step);
  });
  const most = Math.max(MOST_ROWS, ...mine.map((one) => one.mostRows ?? 0));
  return [
    ...steps.map((step) => `${step}: ${sql}`),
    ...(rowsRead > most ? [`reads ${rowsRead} rows (${plan.join("; ")}): ${sql}`] : []),
  ];
}

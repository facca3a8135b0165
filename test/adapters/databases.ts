/** The databases of the workers tests, as the adapters are given them. */
import { env } from "cloudflare:workers";
import type { Databases, Ledger } from "../../src/adapters/d1/databases.ts";

const FIRST: Ledger = { number: 1, from: "", d1: env.LEDGER_1 };

/** The main database with one ledger, each under the meter or the fault of a test. */
export const databases = ({ main = env.DB, ledger = env.LEDGER_1 } = {}): Databases => ({
  main,
  ledgers: async () => [{ ...FIRST, d1: ledger }],
});

/** Tables and views that a ledger database has; the main one has all others. */
const OF_LEDGER = [
  "top_up",
  "invoice",
  "invoice_document",
  "ledger_transaction",
  "journal_entry",
  "posting",
  "provisioning_job",
  "activity",
  "hotspot_topup",
  "hotspot_topup_with_ids",
];
const IN_LEDGER = new RegExp(`\\b(FROM|INTO|JOIN|UPDATE)\\s+(${OF_LEDGER.join("|")})\\b`, "i");

/** The database that a statement of a test is about. */
export const databaseOf = (sql: string): D1Database =>
  IN_LEDGER.test(sql) ? env.LEDGER_1 : env.DB;

/**
 * The migrations that this version was made with, which a Worker cannot list: `migrations/` is not
 * in its bundle. A test compares them with the folders.
 */
export const EXPECTED_MIGRATIONS = {
  /** migrations/, for the database DB. */
  register: ["0000_register.sql", "0001_append_only.sql"],
  /** migrations/ledger/, for each LEDGER_n. */
  ledger: ["0000_ledger.sql", "0001_append_only.sql"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

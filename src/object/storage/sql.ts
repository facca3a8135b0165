export type SqlValue = string | number | null;

/**
 * What the object needs of SQLite: synchronous queries, inside one transaction at a time. In the
 * Worker it is the object's own storage, in the simulation an in-memory SQLite.
 */
export interface Sql {
  all(query: string, ...values: readonly SqlValue[]): readonly Readonly<Record<string, SqlValue>>[];
  /** Commits all or nothing; a throw inside rolls everything back. */
  transaction<T>(work: () => T): T;
}

/** The object's one alarm; set or cleared in the same commit as the rows. */
export interface Alarm {
  /** It rings then or earlier. `at`: Unix ms. */
  set(at: number): void;
  clear(): void;
  /** A commit that may have set it was rolled back. */
  forget(): void;
}

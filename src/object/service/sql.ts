/**
 * The little of SQLite that the object needs: synchronous, inside one transaction at a time. In
 * the Worker it is the object's own storage; in the simulation an in-memory SQLite.
 */
export type SqlValue = string | number | null;
export interface Sql {
  all(query: string, ...values: readonly SqlValue[]): readonly Readonly<Record<string, SqlValue>>[];
  /** Commits all or nothing; a throw inside rolls everything back. */
  transaction<T>(work: () => T): T;
}
/** The one alarm of the object; part of the same commit as the rows around it. */
export interface Alarm {
  set(at: number): void;
  clear(): void;
}

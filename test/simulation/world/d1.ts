/** Cloudflare's D1 on SQLite in memory: prepare, bind, batch. One database serves many seeds. */
import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

const MIGRATIONS = {
  main: new URL("../../../migrations/", import.meta.url),
  ledger: new URL("../../../migrations/ledger/", import.meta.url),
} as const;
export type DatabaseKind = keyof typeof MIGRATIONS;

export const migrationNames = (kind: DatabaseKind): string[] =>
  readdirSync(MIGRATIONS[kind])
    .filter((name) => name.endsWith(".sql"))
    .sort();

export const migrationTexts = (kind: DatabaseKind): string[] =>
  migrationNames(kind).map((name) => readFileSync(new URL(name, MIGRATIONS[kind]), "utf8"));

/** SQL of a database, and the migrations that it has had. */
export interface Dump {
  readonly applied: readonly string[];
  readonly sql: string;
}

class Statement {
  readonly #statement: StatementSync;
  readonly #values: readonly SQLInputValue[];

  constructor(statement: StatementSync, values: readonly SQLInputValue[]) {
    this.#statement = statement;
    this.#values = values;
  }
  bind(...values: SQLInputValue[]): Statement {
    return new Statement(this.#statement, values);
  }
  rows() {
    return this.#statement.all(...this.#values);
  }
  async all() {
    return { results: this.rows(), success: true, meta: {} };
  }
  async run() {
    return this.all();
  }
  async raw() {
    return this.rows().map((row) => Object.values(row));
  }
}

export class SimulatedD1 {
  readonly #db = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, StatementSync>();

  /** `before`: what is in it, and which migrations it has had already. */
  constructor(kind: DatabaseKind, { applied, sql }: Dump = { applied: [], sql: "" }) {
    // The rows of a dump stand in the order of its tables, not of their references.
    this.#db.exec(`PRAGMA foreign_keys = OFF; ${sql} PRAGMA foreign_keys = ON;`);
    for (const name of migrationNames(kind)) {
      if (applied.includes(name)) continue;
      this.#db.exec(readFileSync(new URL(name, MIGRATIONS[kind]), "utf8"));
    }
  }
  /** Begins a seed; `forget` undoes everything since then. */
  begin(): void {
    this.#db.exec("BEGIN");
  }
  forget(): void {
    this.#db.exec("ROLLBACK");
  }
  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      // The rows of a projection travel as a parameter, so texts repeat and can be kept.
      this.#statements.set(sql, statement);
    }
    return new Statement(statement, []);
  }
  async batch(statements: readonly Statement[]) {
    this.#db.exec("SAVEPOINT batch");
    try {
      const results = statements.map((each) => ({ results: each.rows(), success: true, meta: {} }));
      this.#db.exec("RELEASE batch");
      return results;
    } catch (fault) {
      this.#db.exec("ROLLBACK TO batch");
      this.#db.exec("RELEASE batch");
      throw fault;
    }
  }
  all(sql: string, ...values: SQLInputValue[]) {
    return this.prepare(sql)
      .bind(...values)
      .rows();
  }
}

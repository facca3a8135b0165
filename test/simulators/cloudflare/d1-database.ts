import { createHash, randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

/** SQLite refused a statement; D1 answers with it and the code 7500. */
export class SqlRefused extends Error {}

interface StatementAnswer {
  readonly success: true;
  readonly results: readonly unknown[];
  readonly meta: Readonly<Record<string, unknown>>;
}

/** One database of D1: SQLite behind the two ways of its API, `/query` and `/import`. */
export class D1Database {
  readonly uuid = randomUUID();
  readonly created_at = new Date(0).toISOString();
  readonly name: string;
  readonly jurisdiction: string | null;
  readonly hint: string | null;
  #sqlite = new DatabaseSync(":memory:");
  /** Uploaded files by name, and the md5 that was announced for them. */
  #uploads = new Map<string, { etag: string; text: string | null }>();

  constructor(name: string, place: { jurisdiction: string | null; hint: string | null }) {
    this.name = name;
    this.jurisdiction = place.jurisdiction;
    this.hint = place.hint;
  }

  view(): Record<string, unknown> {
    const { uuid, name, created_at, jurisdiction } = this;
    return { uuid, name, created_at, jurisdiction, version: "production", num_tables: 0 };
  }

  /**
   * Runs a text as D1's server does: cut where a line ends with `;`. So a trigger of several lines
   * is cut inside its body (workers-sdk #4998), one of a single line is not. All or nothing.
   */
  query(text: string, parameters: readonly unknown[] = []): StatementAnswer[] {
    const pieces = text.split(/(?<=;)[ \t]*\r?\n/).filter((piece) => !isOnlyComment(piece));
    return this.#atOnce(() => pieces.map((piece) => this.#run(piece, parameters)));
  }

  #run(piece: string, parameters: readonly unknown[]): StatementAnswer {
    try {
      const values = parameters.map((value) => value as string | number | null);
      const results = this.#sqlite.prepare(piece).all(...values);
      return { success: true, results, meta: { duration: 0, changes: 0 } };
    } catch (fault) {
      throw refused(fault);
    }
  }

  /** Where a file with this md5 is to be uploaded. */
  announce(etag: string): string {
    const file = `${randomUUID()}.sql`;
    this.#uploads.set(file, { etag, text: null });
    return file;
  }

  /** Null: no such upload was announced, or the file is another one. */
  upload(file: string, text: string): string | null {
    const announced = this.#uploads.get(file);
    const etag = createHash("md5").update(text).digest("hex");
    if (announced?.etag !== etag) return null;
    announced.text = text;
    return etag;
  }

  /** Runs an uploaded file whole, as SQLite itself cuts it. All of it or nothing. */
  ingest(file: string): void {
    const text = this.#uploads.get(file)?.text;
    if (text === null || text === undefined) throw new SqlRefused(`no upload ${file}`);
    this.#atOnce(() => this.#sqlite.exec(text));
  }

  #atOnce<T>(work: () => T): T {
    this.#sqlite.exec("BEGIN");
    try {
      const done = work();
      this.#sqlite.exec("COMMIT");
      return done;
    } catch (fault) {
      this.#sqlite.exec("ROLLBACK");
      throw refused(fault);
    }
  }

  /** Names of its tables and triggers, and what was applied. */
  snapshot(): Record<string, unknown> {
    const objects = this.#sqlite
      .prepare("SELECT type, name FROM sqlite_master ORDER BY name")
      .all();
    const has = objects.some(({ name }) => name === "d1_migrations");
    const applied = has ? this.#sqlite.prepare("SELECT name FROM d1_migrations").all() : [];
    return { ...this.view(), hint: this.hint, objects, applied };
  }

  close(): void {
    this.#sqlite.close();
  }
}

const isOnlyComment = (piece: string): boolean => piece.replaceAll(/^\s*--.*$/gm, "").trim() === "";

const refused = (fault: unknown): SqlRefused =>
  fault instanceof SqlRefused
    ? fault
    : new SqlRefused(fault instanceof Error ? fault.message : String(fault));

/**
 * A past for the growth bench, written into the files of a workerd that was killed and has opened
 * none of them again. It copies rows that the product wrote itself, whatever their layout is, and
 * never ships.
 */
import { readdirSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type CastMember, castStatements } from "../fixtures/cast.ts";

type Row = Record<string, SQLInputValue>;

/** The past top-ups lie so long ago; ms. */
const AGO_MS = 500 * 86_400_000;
/** Numbers above this are instants, Unix ms. */
const INSTANT = 1_500_000_000_000;

/** Copies one finished top-up of the object `count` times, each under another id, long ago. */
export function seedTopUps(folder: string, topUpId: string, count: number): void {
  const db = openWith(folder, (one) => holds(one, topUpId));
  const tables = tablesOf(db);
  const copied = tables.flatMap((table) => {
    const rows = rowsOf(db, table).filter((row) => mentions(row, topUpId));
    return rows.length === 0 ? [] : [{ table, rows }];
  });
  const newest = Number(db.prepare("SELECT max(seq) AS n FROM event").get()?.n);
  const perCopy = copied.find(({ table }) => table === "event")?.rows.length ?? 0;
  db.exec("BEGIN");
  for (const { table, rows } of copied) {
    for (const row of rows) {
      const names = Object.keys(row);
      const insert = db.prepare(
        `INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => "?").join()})`,
      );
      for (let n = 1; n <= count; n += 1) {
        insert.run(
          ...names.map((name) => copyOf(name, row[name] ?? null, { topUpId, n, perCopy })),
        );
      }
    }
  }
  // D1 has seen all of it.
  for (const { name, value } of rowsOf(db, "fact") as { name: string; value: string }[]) {
    const seen = value.replace(/"(\w*Seq)":[1-9]\d*/g, `"$1":${newest + count * perCopy}`);
    db.prepare("UPDATE fact SET value = ? WHERE name = ?").run(seen, name);
  }
  db.exec("COMMIT");
  db.close();
}

interface Copy {
  readonly topUpId: string;
  readonly n: number;
  /** Events of one copy. */
  readonly perCopy: number;
}

function copyOf(name: string, value: SQLInputValue, { topUpId, n, perCopy }: Copy): SQLInputValue {
  if (name === "seq") return Number(value) + n * perCopy;
  if (typeof value === "number") return value > INSTANT ? value - AGO_MS - n : value;
  if (typeof value !== "string") return value;
  const id = `${topUpId.slice(0, -8)}${String(n).padStart(8, "0")}`;
  return name === "key" ? `${value}-${n}` : value.replaceAll(topUpId, id);
}

/** Adds services without any top-up to D1, beside the first one. */
export function seedServices(folder: string, member: CastMember, count: number): void {
  const db = openWith(folder, (one) => tablesOf(one).includes("service"));
  db.exec("BEGIN");
  for (let n = 0; n < count; n += 1) {
    for (const { sql, params } of castStatements(Date.now(), [another(member, n)])) {
      db.prepare(sql).run(...(params as SQLInputValue[]));
    }
  }
  db.exec("COMMIT");
  db.close();
}

function another(member: CastMember, n: number): CastMember {
  const ordinal = 500_000 + n;
  const digits = String(ordinal).padStart(26, "0");
  const account = `grown${String(ordinal).padStart(10, "0")}`;
  return {
    ...member,
    customer: null,
    service: {
      ...member.service,
      id: `svc_${digits}`,
      ordinal,
      serviceUuid: `00000000-0000-4000-8000-${String(ordinal).padStart(12, "0")}`,
      imsi: account,
      account,
    },
    networks: [`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`],
    links: [],
  };
}

/** The one SQLite file of the folder that fits. Throws when none does. */
function openWith(folder: string, fits: (db: DatabaseSync) => boolean): DatabaseSync {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".sqlite"))) {
    const db = new DatabaseSync(`${folder}/${file}`);
    if (fits(db)) return db;
    db.close();
  }
  throw new Error(`${folder}: no file fits`);
}

const tablesOf = (db: DatabaseSync): string[] =>
  db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    )
    .all()
    .map(({ name }) => String(name));

const holds = (db: DatabaseSync, topUpId: string): boolean =>
  tablesOf(db).includes("top_up") &&
  db.prepare("SELECT 1 FROM top_up WHERE id = ?").get(topUpId) !== undefined;

const rowsOf = (db: DatabaseSync, table: string): Row[] =>
  db.prepare(`SELECT * FROM ${table}`).all() as Row[];

const mentions = (row: Row, topUpId: string): boolean =>
  Object.values(row).some((value) => typeof value === "string" && value.includes(topUpId));

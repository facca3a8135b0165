import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { unstable_splitSqlQuery } from "wrangler";
import { lintMigration, piecesOf, withoutComments } from "./migration-rules.ts";

const filesIn = (path: string) => {
  const folder = new URL(`../../${path}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
};

const schemaOf = (db: DatabaseSync): unknown =>
  db.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();

/** Runs statements one by one. Throws when one of them is cut short. */
function run(statements: readonly string[]): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  for (const statement of statements) db.exec(statement);
  return db;
}

describe.each([
  { path: "migrations", first: ["0000_register.sql", "0001_append_only.sql"], triggers: 9 },
  { path: "migrations/ledger", first: ["0000_ledger.sql", "0001_append_only.sql"], triggers: 9 },
])("given $path, which D1's server cuts into statements", ({ path, first, triggers }) => {
  const files = filesIn(path);

  test("then there is a first set and nothing that a later file drops", () => {
    expect(files.map(({ name }) => name).slice(0, 2)).toEqual(first);
    const dropped = files.filter(({ text }) => /^DROP\b/im.test(text));
    expect(dropped.map(({ name }) => name)).toEqual([]);
  });

  test.each(files)("then $name keeps the rules of spelling", ({ name, text }) => {
    expect(lintMigration(name, text)).toEqual([]);
  });

  test.each(files)("then $name gives one whole statement per piece", ({ text }) => {
    for (const piece of piecesOf(text)) expect(unstable_splitSqlQuery(piece)).toHaveLength(1);
  });

  test.each(files)("then wrangler cuts $name into the same pieces", ({ text }) => {
    const pieces = unstable_splitSqlQuery(text).map(withoutComments);
    expect(pieces.filter((piece) => piece !== "")).toEqual(piecesOf(text));
  });

  test("then the pieces, run one by one, make the same database as the whole files", () => {
    const cut = run(files.flatMap(({ text }) => piecesOf(text)));
    const whole = run(files.map(({ text }) => text));
    expect(schemaOf(cut)).toEqual(schemaOf(whole));
    const counted = cut.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'trigger'");
    expect(counted.get()).toEqual({ n: triggers });
  });
});

const TRIGGER = "CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'no'); END;\n";

describe("these checks can fail", () => {
  test("a well spelt file has no problem", () => {
    const table = "-- A table and a trigger.\nCREATE TABLE a (\n  b TEXT DEFAULT '--;'\n);\n";
    const text = `${table}${TRIGGER}`;
    expect(lintMigration("f", text)).toEqual([]);
    expect(piecesOf(text)).toHaveLength(2);
  });

  test.each([
    ["carriage returns", TRIGGER.replace("\n", "\r\n"), /LF alone/],
    ["a semicolon in a comment", `-- one; two\n${TRIGGER}`, /in a comment/],
    ["an apostrophe in a comment", `-- D1's\n${TRIGGER}`, /in a comment/],
    ["a quotation mark in a comment", `-- "t"\n${TRIGGER}`, /in a comment/],
    ["a comment behind code", `CREATE TABLE a (b TEXT); -- why\n${TRIGGER}`, /line of its own/],
    ["a block comment", `/* why */\n${TRIGGER}`, /begin with --/],
    ["a trigger on several lines", TRIGGER.replace(" BEGIN", "\nBEGIN"), /one line/],
    ["lower-case begin", TRIGGER.replace("BEGIN", "begin"), /upper case/],
    ["lower-case end", TRIGGER.replace("END", "end"), /upper case/],
    ["CASE in a body", TRIGGER.replace("'no'", "CASE WHEN 1 THEN 'a' END"), /no CASE/],
    ["two statements on a line", "DELETE FROM a; DELETE FROM b;\n", /one statement/],
    ["no semicolon at the end", "DELETE FROM a\n", /last statement/],
  ])("%s", (_what, text, problem) => {
    expect(lintMigration("f", text).join("\n")).toMatch(problem);
  });

  test("a trigger on several lines is cut in two, and neither half runs", () => {
    const pieces = piecesOf(TRIGGER.replaceAll("; ", ";\n"));
    expect(pieces).toHaveLength(2);
    expect(() => run(["CREATE TABLE a (b TEXT)", pieces[0] ?? ""])).toThrow(/incomplete/);
  });
});

import { describe, expect, test } from "vitest";
import { STEPS } from "../../src/object/service/schema.ts";
import { migrate } from "../../src/object/storage/migrate.ts";
import type { Sql } from "../../src/object/storage/sql.ts";
import { memorySql } from "./memory-sql.ts";

const schemaOf = (sql: Sql) => sql.all("SELECT name, sql FROM sqlite_master ORDER BY name");
const CURE = /another version .* npm run dev -- --fresh/;

describe("the storage of an object", () => {
  test("given new storage: every step is taken once and remembered by name", () => {
    const sql = memorySql();
    migrate(sql, STEPS);
    const before = schemaOf(sql);
    migrate(sql, STEPS);
    expect(schemaOf(sql)).toEqual(before);
    const names = sql.all("SELECT name FROM schema_step ORDER BY step").map(({ name }) => name);
    expect(names).toEqual(STEPS.map(({ name }) => name));
  });

  test("given the layout that numbered its steps: it is refused, and the sentence names the cure", () => {
    const sql = memorySql();
    sql.all("CREATE TABLE schema_step (step INTEGER PRIMARY KEY) STRICT");
    sql.all("INSERT INTO schema_step (step) VALUES (1), (2)");
    const before = schemaOf(sql);
    expect(() => migrate(sql, STEPS)).toThrow(CURE);
    expect(schemaOf(sql)).toEqual(before);
  });

  test("given a step with another name: it is refused, and nothing is written", () => {
    const sql = memorySql();
    migrate(sql, STEPS);
    sql.all("UPDATE schema_step SET name = 'another' WHERE step = 1");
    expect(() => migrate(sql, STEPS)).toThrow(CURE);
    expect(() => migrate(sql, STEPS)).toThrow(/step 1 is "another"/);
  });

  test("given a step that only a newer release knows: the older code still opens it", () => {
    const sql = memorySql();
    migrate(sql, STEPS);
    sql.all(
      "INSERT INTO schema_step (step, name) VALUES (?, 'of the next release')",
      STEPS.length + 1,
    );
    expect(() => migrate(sql, STEPS)).not.toThrow();
  });
});

import { describe, expect, test } from "vitest";
import { NoSuchPlace, withDatabaseId, withVar } from "../../src/cli/deploy/toml-edit.ts";

const TEXT = `name = "x" # kept
[vars]
# A comment.
ONE = "1"
[[d1_databases]]
database_id = "a"
binding = "DB"
[[d1_databases]]
binding = "LEDGER_1"
database_id = "b"
[env.staging.vars]
ONE = "1"
[[env.staging.d1_databases]]
binding = "DB"
database_name = "s"
`;
const changed = (text: string) => {
  const before = TEXT.split("\n");
  return text.split("\n").filter((line) => !before.includes(line));
};

describe("one value of wrangler.toml is changed, and nothing else", () => {
  test.each([
    ["", 3],
    ["staging", 11],
  ])("a var of the environment %j", (environment, line) => {
    const text = withVar(TEXT, environment, "ONE", 'say "hi"');
    expect(changed(text)).toEqual(['ONE = "say \\"hi\\""']);
    expect(text.split("\n")[line]).toBe('ONE = "say \\"hi\\""');
    expect(text.split("\n")).toHaveLength(TEXT.split("\n").length);
  });

  test("a var that is not there comes below its header", () => {
    expect(withVar(TEXT, "staging", "NEW", "n")).toContain('[env.staging.vars]\nNEW = "n"\nONE');
  });

  test.each([
    ["", "DB", 5],
    ["", "LEDGER_1", 9],
  ])("the id of %s%s, whatever the order of its lines", (environment, binding, line) => {
    const text = withDatabaseId(TEXT, environment, binding, "new");
    expect(text.split("\n")[line]).toBe('database_id = "new"');
    expect(changed(text)).toEqual(['database_id = "new"']);
  });

  test("an id that is not there comes below the header of its environment", () => {
    const text = withDatabaseId(TEXT, "staging", "DB", "new");
    expect(text).toContain('[[env.staging.d1_databases]]\ndatabase_id = "new"\nbinding = "DB"');
  });

  test("what is not there is named, with what to write", () => {
    expect(() => withVar(TEXT, "other", "ONE", "1")).toThrow(/no \[env\.other\.vars\]: set ONE/);
    expect(() => withDatabaseId(TEXT, "", "LEDGER_2", "x")).toThrow(NoSuchPlace);
  });
});

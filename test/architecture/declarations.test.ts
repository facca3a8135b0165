import { describe, expect, test } from "vitest";
import {
  type Declaration,
  declarationsIn,
  declaredTwice,
  type Excepted,
  packedLiterals,
  sameMembers,
  unbrandedIds,
} from "./support/declarations.ts";
import { code } from "./support/files.ts";

const src = code("src");
const all = src.flatMap(declarationsIn);

/** Names that may mean two things. */
const HOMONYMS: Excepted = {
  Customer:
    "the one who acts (session, address), and the one whom a top-up remembers (name, email)",
  Row: "a row for D1 in its adapter, a refund row, a row of a table of decisions: never together",
  Outcome: "of a step in the core, of a conformance case, of a card payment in the browser",
};
/** Types that have the same members and mean two things. */
const LOOK_ALIKES: Excepted = {};
/** Where an id is a text that came over a wire: the browser's code, and what zod reads. */
const TEXTS_OF_A_WIRE = /^src\/(ui|contract)\//;
/** The one file that knows the variables of the portal before this one. */
const LEGACY_NAMES = "src/config/legacy-names.ts";

describe("what is declared", () => {
  test("no name of a type means two things", () => {
    const advice = "declare it once and import it, or give one of the two a name that says more";
    expect(declaredTwice(all, HOMONYMS), advice).toEqual([]);
  });

  test("no two types have the same members", () => {
    expect(sameMembers(all, LOOK_ALIKES), "declare it once and import it").toEqual([]);
  });

  test("an id says whose it is: TopUpId, not string", () => {
    const found = src.filter(({ path }) => !TEXTS_OF_A_WIRE.test(path)).flatMap(unbrandedIds);
    expect(found, "take the branded type of src/domain/base/ids.ts").toEqual([]);
  });

  test("the older portal's variables are known in one file", () => {
    const knowing = src.filter(({ text }) => text.includes("REACT_APP_")).map(({ path }) => path);
    expect(knowing, `translate the name in ${LEGACY_NAMES}`).toEqual([LEGACY_NAMES]);
  });

  test("no literal is spread only to pack a line", () => {
    const found = [...src, ...code("test")].flatMap(packedLiterals);
    expect(found, "write the elements; a test file may have 350 lines").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const declared = (text: string, path = "src/app/a.ts"): Declaration[] =>
    declarationsIn({ path, text });

  test("types and interfaces are found, exported or not", () => {
    const text = "export interface A { b: string }\ntype C = { readonly d: 1; e(): void };";
    expect(declared(text).map(({ name, exported, members }) => [name, exported, members])).toEqual([
      ["A", true, ["b:string"]],
      ["C", false, ["e():void", "readonlyd:1"]],
    ]);
  });

  test.each([
    ["export type A = 1;", "export type A = 2;", "src/http/b.ts", 1],
    ["export type A = 1;", "type A = 2;", "src/app/b.ts", 1],
    ["export type A = 1;", "type A = 2;", "src/http/b.ts", 0],
    ["type A = 1;", "type A = 2;", "src/app/b.ts", 0],
    ["export type A = 1;", 'export type { A } from "./a.ts";', "src/app/b.ts", 0],
  ])("%s and %s in %s: %s", (one, other, path, count) => {
    const both = [...declared(one), ...declared(other, path)];
    expect(declaredTwice(both)).toHaveLength(count);
    expect(declaredTwice(both, { A: "a reason" })).toEqual([]);
  });

  test.each([
    ["interface A { a: 1; b: 2 }", "interface B {\n  /** two */\n  b: 2;\n  a: 1;\n}", 1],
    ["interface A { a: 1; b: 2 }", "type B = { a: 1, b: 2 };", 1],
    ["interface A { a: 1; b: 2 }", "interface B { a: 1; b?: 2 }", 0],
    ["interface A extends C { a: 1 }", "interface B extends D { a: 1 }", 0],
    ["interface A { a: 1 }", "interface B { a: 1 }", 0],
    ["interface A { a: 1; b: 2 }", 'type B = Omit<A, "b"> & { b: 2 };', 1],
    ["type A = { a: 1; b: 2 }", 'type B = Pick<A, "a"> & { readonly b: 3 };', 0],
    ["interface A { a: 1; b: 2 }", 'type B = Omit<A, "a"> & { readonly a: 1 };', 0],
    ["type A = X & Y;", "type B = X & Y;", 0],
    ['type A = Omit<X, "a"> & { a: 1 };', 'type B = { a: 1 } & Omit<X, "a">;', 1],
  ])("%s and %s have the same members: %s", (one, other, count) => {
    const both = declared(`${one}\n${other}`);
    expect(sameMembers(both)).toHaveLength(count);
    expect(sameMembers(both, { "A=B": "a reason" })).toEqual([]);
  });

  test.each([
    ["interface A { readonly topUpId: string }", 1],
    ["interface A { readonly stripeRefundId: string }", 0],
    ["function f(serviceId: string | null) {}", 1],
    ["function f({ a }: { attemptId?: string }) {}", 1],
    ["interface A { readonly topUpIds: readonly string[] }", 1],
    ["interface A { serviceIds: ReadonlySet<string> }", 1],
    ["class A { linkId: string = a; }", 1],
    ["const otherTopUpId: string = a;", 1],
    ["const offerIds: Array<string> = [];", 1],
    ["interface A { topUpIds: readonly TopUpId[] }", 0],
    ["interface A { topUpId: TopUpId; name: string }", 0],
    ["const topUpId = spell(a); f({ topUpId });", 0],
  ])("%s has plain ids: %s", (text, count) => {
    expect(unbrandedIds({ path: "a.ts", text })).toHaveLength(count);
  });

  test.each([
    ["[...", '["a", "b"]]', 1],
    ["({ ...", "{ a, b }, c })", 1],
    ["[...", "a, ...b]", 0],
    ["({ ...", "(a && { b }) })", 0],
    ["f(...", "[a, b])", 1],
    ["new Set(...", "[[a, b]])", 1],
    ["f(...", "more)", 0],
  ])("%s%s packs literals: %s", (before, after, count) => {
    expect(packedLiterals({ path: "a.ts", text: before + after })).toHaveLength(count);
  });
});

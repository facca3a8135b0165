import { describe, expect, test } from "vitest";
import { coversBrands, hasBrand } from "../../src/domain/operator/brands.ts";
import {
  isDisplayName,
  isPerson,
  isSamePerson,
  personOf,
} from "../../src/domain/operator/operator-key.ts";
import { ROLES, SCOPES, scopesOf, scopesOfRole } from "../../src/domain/operator/scope.ts";
import { isPublishedKey, parseToken, spellToken } from "../../src/domain/operator/token.ts";

const person = (role: (typeof ROLES)[number], narrowed: (typeof SCOPES)[number][] | null = null) =>
  scopesOf({ kind: "person", role, narrowed });

describe("what a key may do", () => {
  const table: [string, ...string[]][] = ROLES.map((role) => [role, ...person(role)]);
  test("the table of roles", () => {
    const reads = ["top_ups:read", "services:read", "brands:read", "approvals:read"];
    const views = [...reads, "deployment:check"];
    expect(Object.fromEntries(table.map(([role, ...scopes]) => [role, scopes]))).toEqual({
      viewer: views,
      support: [
        ...views,
        "evidence:read",
        "top_ups:redrive",
        "top_ups:confirm",
        "top_ups:refund",
        "top_ups:review",
        "payers:unblock",
        "approvals:retract",
        "links:print",
        "links:change",
      ],
      finance: [
        ...views,
        "evidence:read",
        "top_ups:refund",
        "top_ups:refund_manually",
        "top_ups:review",
        "payers:unblock",
        "approvals:retract",
      ],
      approver: [...views, "evidence:read", "approvals:give"],
      administrator: [
        ...views,
        "services:write",
        "brands:write",
        "webhooks:read",
        "webhooks:write",
        "links:print",
        "links:change",
        "projection:rebuild",
        "exports:make",
        "payers:erase",
        "payers:reseal",
        "keys:manage",
      ],
      auditor: [...views, "evidence:read", "webhooks:read"],
      integration: ["top_ups:read", "top_ups:sell", "services:read", "services:write"],
    });
  });

  test("who makes keys moves no money, and who approves orders nothing that is approved", () => {
    const moving = [
      "top_ups:confirm",
      "top_ups:refund",
      "top_ups:refund_manually",
      "top_ups:review",
    ] as const;
    for (const role of ROLES) {
      const scopes = scopesOfRole(role);
      const moves = moving.some((scope) => scopes.includes(scope));
      expect(moves && scopes.includes("keys:manage"), role).toBe(false);
      expect(moves && scopes.includes("approvals:give"), role).toBe(false);
    }
  });

  test("its own list takes scopes away and never adds one", () => {
    for (const role of ROLES) {
      expect(person(role, [...SCOPES])).toEqual(scopesOfRole(role));
      expect(person(role, [])).toEqual([]);
    }
    expect(person("support", ["top_ups:read", "keys:manage"])).toEqual(["top_ups:read"]);
  });

  test.each(["approvals:give", "keys:manage", "brands:read", "brands:write"] as const)(
    "%s is never a machine's, whatever its role and list",
    (scope) => {
      for (const role of ROLES) {
        for (const narrowed of [null, SCOPES]) {
          expect(scopesOf({ kind: "machine", role, narrowed })).not.toContain(scope);
        }
      }
    },
  );

  test("only an administrator writes a brand, and with it the limit of approvals", () => {
    expect(ROLES.filter((role) => scopesOfRole(role).includes("brands:write"))).toEqual([
      "administrator",
    ]);
  });

  test("no role has what only the bootstrap token may", () => {
    expect(ROLES.flatMap(scopesOfRole)).not.toContain("keys:bootstrap");
  });
});

test("one spelling per person, whatever key they hold", () => {
  expect(["Olga", " olga", "OLGA  "].map(personOf)).toEqual(Array(3).fill("olga"));
  const olga = { keyId: "key_1", person: "olga", name: "Olga" } as const;
  expect(isSamePerson(olga, { ...olga, keyId: "key_2" })).toBe(true);
  expect(isSamePerson(olga, { ...olga, person: "felix" })).toBe(true);
  expect(isSamePerson(olga, { keyId: "key_2", person: "felix", name: "Olga" })).toBe(false);
});

const HIDDEN = ["\u200b", "\u202e", "\ufe0f", "\u{e0061}", "\u3164", "\u0007", "\u2028", "\ud800"];

test.each([
  "",
  "olga meier",
  "Olga",
  "zoë",
  "оlga",
  "Ｏlga",
  "ﬁ",
  "olga\n",
  "a".repeat(101),
  ...HIDDEN.map((mark) => `ol${mark}ga`),
])("%j names no person: it could look like another", (text) => {
  expect(isPerson(text)).toBe(false);
});

test.each(["olga", "olga.meier+crm@example.com", "o_m-2", "a".repeat(100)])("%s does", (text) => {
  expect(isPerson(text)).toBe(true);
});

test("a display name is free, but all of it is seen", () => {
  const good = ["Zoë Meier", "李 雷", "عمر", "O'Neil (night shift)", "👷", "x".repeat(100)];
  expect(good.filter((name) => !isDisplayName(name))).toEqual([]);
  const bad = ["", " ", " Zoë", "x".repeat(101), ...HIDDEN.map((mark) => `Zoë${mark}Meier`)];
  expect(bad.filter(isDisplayName)).toEqual([]);
});

test("brands: all of them, or exactly these", () => {
  expect([
    hasBrand("all", "north"),
    hasBrand(["north"], "north"),
    hasBrand(["north"], "south"),
  ]).toEqual([true, true, false]);
  expect(coversBrands("all", ["north"])).toBe(true);
  expect(coversBrands(["north"], "all")).toBe(false);
  expect(coversBrands(["north", "south"], ["south"])).toBe(true);
  expect(coversBrands(["north"], ["north", "south"])).toBe(false);
});

describe("the text of a token", () => {
  const keyId = `key_01k${"b".repeat(23)}` as const;
  const secret = `${"Aa0_-".repeat(8)}xyz`;
  test("is read as it was spelled", () => {
    expect(parseToken(spellToken(keyId, secret))).toEqual({ keyId, secret });
    expect(spellToken(keyId, secret)).toMatch(/^etk_[0-9a-z]{26}_[\w-]{43}$/);
  });

  test.each([
    "",
    "etk_",
    secret,
    spellToken(keyId, secret.slice(1)),
    spellToken(keyId, `${secret}x`),
    spellToken(keyId, secret.replace("A", "é")),
    spellToken(keyId, secret).replace("etk_", "stk_"),
    spellToken(keyId, secret).toUpperCase(),
    `${spellToken(keyId, secret)}\n`,
  ])("'%s' is none", (text) => {
    expect(parseToken(text)).toBeNull();
  });

  test("a published key has no time in its id", () => {
    expect(isPublishedKey(`key_${"0".repeat(25)}1`)).toBe(true);
    expect(isPublishedKey(keyId)).toBe(false);
  });
});

import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createOperatorKeys } from "../../src/adapters/d1/operator-keys.ts";
import type { StoredKey } from "../../src/app/ports/operator-keys.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { emptyTables, registerWith } from "./d1-world.ts";

const { report, logged, findings } = registerWith();
const work: Promise<void>[] = [];
const failed: string[] = [];
const log = { info: () => {}, warn: () => {}, error: (event: string) => void failed.push(event) };
const needs = { report, log, later: (one: Promise<void>) => void work.push(one) };
const keys = createOperatorKeys(env.DB, needs);
const NOW = Date.UTC(2026, 10, 21);
const key: StoredKey = {
  ...OPERATORS.anna.key,
  id: `key_01k${"a".repeat(23)}`,
  narrowed: ["top_ups:read", "keys:manage"],
  brands: ["north", "south"],
  createdBy: OPERATORS.anna.key.id,
  createdAt: NOW,
  expiresAt: NOW + 1000,
};
const write = (column: string, value: unknown) =>
  env.DB.prepare(`UPDATE operator_key SET ${column} = ?`).bind(value).run();

beforeEach(async () => {
  logged.length = 0;
  await emptyTables(["operator_key", "deployment_finding"]);
});

describe("keys in D1", () => {
  test("are read as they were written; the list has no hashes", async () => {
    await keys.add(key);
    expect(await keys.byId(key.id)).toEqual(key);
    const { secretHash, ...rest } = key;
    expect(await keys.all()).toEqual([rest]);
    expect(await keys.byId(OPERATORS.olga.key.id)).toBeNull();
    await expect(keys.add(key)).rejects.toThrow();
  });

  test("the first revocation stays; the use is noted", async () => {
    await keys.add(key);
    await keys.revoke(key.id, NOW);
    await keys.revoke(key.id, NOW + 5);
    keys.noteUsed(key, NOW + 7);
    await Promise.all(work);
    expect(await keys.byId(key.id)).toMatchObject({ revokedAt: NOW, lastUsedAt: NOW + 7 });
  });

  test("of fifty calls at once one notes the use, and another a minute later", async () => {
    const id = `key_01k${"e".repeat(23)}` as const;
    const fresh = createOperatorKeys(env.DB, needs);
    await fresh.add({ ...key, id });
    work.length = 0;
    for (let n = 0; n < 50; n++) fresh.noteUsed({ id, lastUsedAt: null }, NOW + n);
    expect(work).toHaveLength(1);
    fresh.noteUsed({ id, lastUsedAt: null }, NOW + 60_000);
    expect(work).toHaveLength(2);
    await Promise.all(work);
    expect(await fresh.byId(id)).toMatchObject({ lastUsedAt: NOW + 60_000 });
  });

  test("a D1 that says nothing: reading is a fault in time, and no answer waits for a note", async () => {
    const never = new Promise<never>(() => {});
    const statement = {
      bind: () => statement,
      run: () => never,
      all: () => never,
      raw: () => never,
    };
    const silent = Object.assign(Object.create(null) as D1Database, { prepare: () => statement });
    const waiting = createOperatorKeys(silent, { ...needs, withinMs: 20 });
    await expect(waiting.byId(key.id)).rejects.toThrow("d1: no answer within 20 ms");
    work.length = 0;
    waiting.noteUsed(key, NOW);
    await Promise.all(work);
    expect(failed).toEqual(["operator_key_use_unwritten"]);
  });

  test("a replaced key ends at the first time said; an unused replacement is revoked", async () => {
    await keys.add(key);
    const next = (letter: string) =>
      ({ ...key, id: `key_01k${letter.repeat(23)}`, rotatedFrom: key.id }) as const;
    await keys.replace(key.id, { now: NOW, retiresAt: NOW + 500 }, next("b"));
    expect(await keys.byId(key.id)).toMatchObject({ expiresAt: NOW + 1000, retiresAt: NOW + 500 });
    await keys.replace(key.id, { now: NOW + 2, retiresAt: NOW + 900 }, next("c"));
    expect(await keys.byId(key.id)).toMatchObject({ expiresAt: NOW + 1000, retiresAt: NOW + 500 });
    expect(await keys.byId(next("b").id)).toMatchObject({ revokedAt: NOW + 2 });
    keys.noteUsed(next("c"), NOW + 3);
    await Promise.all(work);
    await keys.replace(key.id, { now: NOW + 4, retiresAt: NOW + 900 }, next("d"));
    const revoked = (await keys.all()).filter(({ revokedAt }) => revokedAt !== null);
    expect(revoked.map(({ id }) => id)).toEqual([next("b").id]);
  });

  test("a revocation takes along what was rotated from the key, and says so", async () => {
    const heir = (letter: string, rotatedFrom: StoredKey["id"]) =>
      ({ ...key, id: `key_01k${letter.repeat(23)}`, rotatedFrom }) as const;
    const [child, grandchild] = [heir("b", key.id), heir("c", heir("b", key.id).id)];
    const other = { ...OPERATORS.olga.key, rotatedFrom: OPERATORS.felix.key.id };
    for (const one of [key, child, grandchild, other]) await keys.add(one);
    await keys.revoke(grandchild.id, NOW);
    expect([...(await keys.revoke(key.id, NOW + 5))].sort()).toEqual([key.id, child.id].sort());
    const at = Object.fromEntries((await keys.all()).map((one) => [one.id, one.revokedAt]));
    expect(at).toEqual({
      [key.id]: NOW + 5,
      [child.id]: NOW + 5,
      [grandchild.id]: NOW,
      [other.id]: null,
    });
    expect(await keys.revoke(key.id, NOW + 9)).toEqual([]);
  });

  test.each([[{ revokedAt: NOW }], [{ expiresAt: NOW }], [{ retiresAt: NOW }]])(
    "a key that ended (%j) is not replaced, and nothing is written",
    async (change) => {
      await keys.add({ ...key, ...change });
      const unused = { ...key, id: `key_01k${"b".repeat(23)}`, rotatedFrom: key.id } as const;
      await keys.add(unused);
      const next = { ...unused, id: `key_01k${"c".repeat(23)}` } as const;
      expect(await keys.replace(key.id, { now: NOW, retiresAt: NOW + 5 }, next)).toBe(false);
      expect(await keys.byId(next.id)).toBeNull();
      expect(await keys.byId(unused.id)).toEqual(unused);
      expect(await keys.byId(key.id)).toEqual({ ...key, ...change });
    },
  );

  test("of a rotation and a revocation at once, no key stays live", async () => {
    await keys.add(key);
    const next = { ...key, id: `key_01k${"b".repeat(23)}`, rotatedFrom: key.id } as const;
    await Promise.all([
      keys.replace(key.id, { now: NOW, retiresAt: NOW + 500 }, next),
      keys.revoke(key.id, NOW),
    ]);
    expect((await keys.all()).filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
  });

  test.each([
    [{}, false],
    [{ revokedAt: NOW - 1 }, true],
    [{ expiresAt: NOW }, true],
    [{ retiresAt: NOW }, true],
    [{ kind: "machine" }, true],
    [{ role: "support" }, true],
    [{ narrowed: ["top_ups:read"] }, true],
    [{ expiresAt: null }, false],
  ] as const)("beside %j a first administrator is added: %s", async (change, added) => {
    await keys.add({ ...key, ...change });
    const { anna } = OPERATORS;
    expect(await keys.addFirstAdministrator(anna.key, NOW)).toBe(added);
    expect(await keys.byId(anna.key.id)).toEqual(added ? anna.key : null);
  });

  test("of two that come at once, one becomes the first administrator", async () => {
    const both = [OPERATORS.anna.key, { ...OPERATORS.olga.key, role: "administrator" as const }];
    const added = await Promise.all(both.map((each) => keys.addFirstAdministrator(each, NOW)));
    expect(added.filter(Boolean)).toHaveLength(1);
  });
});

test.each([
  ["role", "king"],
  ["scopes", '["everything"]'],
  ["scopes", "[]"],
  ["brands", "[1]"],
  ["person", "anna\u200b"],
  ["name", "Anna\u202e"],
  ["created_by", "anna"],
  ["expires_at", -1],
])(
  "a row with a bad %s (%s) opens nothing, is a finding, and stops no other",
  async (column, bad) => {
    await keys.add(key);
    await write(column, bad);
    await keys.add(OPERATORS.olga.key);
    expect(await keys.byId(key.id)).toBeNull();
    expect(await keys.all()).toMatchObject([{ id: OPERATORS.olga.key.id }]);
    const fields = { table: "operator_key", id: key.id, columns: [column] };
    expect(logged).toMatchObject([{ event: "bad_row", fields }]);
    const found = { kind: "bad_row", subject: `operator_key/${key.id}` };
    expect(await findings.open(10)).toMatchObject([found]);
    expect(await findings.recheckRows(10)).toBe(0);
    await env.DB.prepare("DELETE FROM operator_key WHERE id = ?").bind(key.id).run();
    expect(await findings.recheckRows(10)).toBe(1);
  },
);

test.each([
  ["kind", "robot"],
  ["secret_hash", "0".repeat(63)],
  ["secret_hash", "G".repeat(64)],
  ["scopes", '"top_ups:read"'],
])("the table itself refuses %s = %s", async (column, bad) => {
  await keys.add(key);
  await expect(write(column, bad)).rejects.toThrow();
});

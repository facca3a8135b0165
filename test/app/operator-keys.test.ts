/** How a token becomes an actor, and how keys are made, rotated and revoked. */
import { describe, expect, test } from "vitest";
import type { Operator } from "../../src/app/base/actor.ts";
import { authenticateOperator } from "../../src/app/operator/authenticate-operator.ts";
import { createKey } from "../../src/app/operator/create-key.ts";
import type { MadeKey } from "../../src/app/operator/fresh-token.ts";
import { listKeys } from "../../src/app/operator/list-keys.ts";
import { revokeKey } from "../../src/app/operator/revoke-key.ts";
import { rotateKey } from "../../src/app/operator/rotate-key.ts";
import { isId } from "../../src/domain/base/ids.ts";
import { HOUR_MS } from "../../src/domain/base/time.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { codeOf } from "./journeys.ts";
import { NOW, TestBackend } from "./test-backend.ts";

const { olga, felix, anna, crm } = OPERATORS;
const order = {
  kind: "person",
  person: " Zoe ",
  name: "Zoë Meier",
  role: "support",
  narrowed: null,
  brands: "all",
  expiresAt: null,
} as const;

async function as(backend: TestBackend, token: string): Promise<Operator> {
  const found = await authenticateOperator(backend.ports, token);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}
async function made(making: Promise<{ ok: boolean } & { value?: MadeKey }>): Promise<MadeKey> {
  const { value } = await making;
  if (!value) throw new Error("not made");
  return value;
}

describe("a token becomes who holds its key", () => {
  test("as the row says, whatever the request says", async () => {
    const backend = new TestBackend();
    backend.operatorKeys.change(olga.key.id, { narrowed: ["top_ups:read"], brands: ["north"] });
    expect(await as(backend, olga.token)).toEqual({
      kind: "operator",
      keyId: olga.key.id,
      person: "olga",
      name: "Olga",
      role: "support",
      scopes: ["top_ups:read"],
      brands: ["north"],
    });
  });

  test.each([
    ["malformed", "etk_1", {}],
    ["unknown", felix.token, {}],
    ["wrong_secret", `${olga.token.slice(0, -1)}x`, {}],
    ["ended", olga.token, { revokedAt: NOW - 1 }],
    ["ended", olga.token, { expiresAt: NOW }],
  ])("%s: unauthorized, and the log says why without the token", async (why, token, change) => {
    const backend = new TestBackend();
    backend.operatorKeys.rows.delete(felix.key.id);
    backend.operatorKeys.change(olga.key.id, change);
    expect(codeOf(await authenticateOperator(backend.ports, token))).toBe("unauthorized");
    expect(backend.logged).toMatchObject([{ event: "operator_refused", fields: { why } }]);
    expect(JSON.stringify(backend.logged)).not.toContain(token.slice(-20));
  });

  test("a published token opens nothing in production", async () => {
    const backend = new TestBackend();
    backend.publishedKeys = "refused";
    expect(codeOf(await authenticateOperator(backend.ports, olga.token))).toBe("unauthorized");
    expect(backend.logged).toMatchObject([{ fields: { why: "published" } }]);
  });

  test("its use is noted", async () => {
    const backend = new TestBackend();
    await as(backend, olga.token);
    expect(backend.operatorKeys.rows.get(olga.key.id)?.lastUsedAt).toBe(NOW);
  });

  test("while D1 is silent no token is believed", async () => {
    const backend = new TestBackend();
    backend.operatorKeys.down = true;
    await expect(authenticateOperator(backend.ports, olga.token)).rejects.toThrow("D1 is down");
  });
});

describe("a key is made", () => {
  test("by an administrator; its token works and is stored nowhere", async () => {
    const backend = new TestBackend();
    const key = await made(createKey(backend.ports, await as(backend, anna.token), order));
    expect(isId("key", key.key.id)).toBe(true);
    expect(await as(backend, key.token)).toMatchObject({ person: "zoe", name: "Zoë Meier" });
    const secret = key.token.slice(-43);
    expect(JSON.stringify([...backend.operatorKeys.rows.values()])).not.toContain(secret);
    expect(JSON.stringify(backend.logged)).not.toContain(secret);
    const again = await made(createKey(backend.ports, await as(backend, anna.token), order));
    expect(again.token.slice(-43)).not.toBe(secret);
  });

  const HOURS = 5 * HOUR_MS;
  test.each([
    ["scopes", { narrowed: ["keys:manage", "services:read"] }, {}],
    ["scopes", { narrowed: ["keys:manage"] }, { role: "administrator" }],
    ["expires_at", { expiresAt: NOW + HOURS }, {}],
    ["expires_at", { expiresAt: NOW + HOURS }, { expiresAt: NOW + HOURS + 1 }],
    ["expires_at", { retiresAt: NOW + HOURS }, { role: "administrator" }],
    ["person", {}, { person: "zoë" }],
    ["person", {}, { person: "olga\u200b" }],
    ["name", {}, { name: "Olga\u202e" }],
  ] as const)("not with a %s beyond its maker's (%j): %j", async (field, maker, wished) => {
    const backend = new TestBackend();
    backend.operatorKeys.change(anna.key.id, maker);
    const refused = await createKey(backend.ports, await as(backend, anna.token), {
      ...order,
      ...wished,
    });
    expect(refused).toMatchObject({ error: { code: "invalid_request", errors: [{ field }] } });
    expect(backend.operatorKeys.rows.size).toBe(5);
  });

  test("within its maker's: narrowed and short-lived as that is", async () => {
    const backend = new TestBackend();
    const own = { narrowed: ["keys:manage", "services:read"], expiresAt: NOW + HOURS } as const;
    backend.operatorKeys.change(anna.key.id, own);
    const wished = { ...order, role: "administrator", ...own } as const;
    await made(createKey(backend.ports, await as(backend, anna.token), wished));
  });

  test("by no other key", async () => {
    const backend = new TestBackend();
    for (const { token } of [olga, felix, crm]) {
      const refused = await createKey(backend.ports, await as(backend, token), order);
      expect(refused).toMatchObject({ error: { code: "forbidden", scope: "keys:manage" } });
    }
  });

  test.each([
    ["brands", { brands: "all" }],
    ["brands", { brands: ["north", "south"] }],
    ["scopes", { brands: ["north"], narrowed: ["keys:manage"] }],
    [
      "scopes",
      { brands: ["north"], kind: "machine", role: "approver", narrowed: ["approvals:give"] },
    ],
    ["expires_at", { brands: ["north"], expiresAt: NOW }],
  ] as const)("not with wrong %s: %j", async (field, change) => {
    const backend = new TestBackend();
    backend.operatorKeys.change(anna.key.id, { brands: ["north"] });
    const actor = await as(backend, anna.token);
    const refused = await createKey(backend.ports, actor, { ...order, ...change });
    expect(refused).toMatchObject({ error: { code: "invalid_request", errors: [{ field }] } });
  });
});

describe("the bootstrap token", () => {
  const TOKEN = "a-bootstrap-token-of-32-characters-and-more";
  const administrator = { ...order, role: "administrator" } as const;
  function bootstrapped() {
    const backend = new TestBackend();
    backend.bootstrapToken = TOKEN;
    return backend;
  }

  test("makes an administrator's key while none is live, and then no more", async () => {
    const backend = bootstrapped();
    const actor = await as(backend, TOKEN);
    expect(codeOf(await createKey(backend.ports, actor, administrator))).toBe(
      "administrator_exists",
    );
    backend.operatorKeys.change(anna.key.id, { expiresAt: NOW });
    const { token, key } = await made(createKey(backend.ports, actor, administrator));
    expect(key.createdBy).toBeNull();
    expect(await as(backend, token)).toMatchObject({ role: "administrator" });
    expect(codeOf(await createKey(backend.ports, actor, administrator))).toBe(
      "administrator_exists",
    );
  });

  test("makes nothing else, and opens nothing", async () => {
    const backend = bootstrapped();
    backend.operatorKeys.rows.clear();
    const actor = await as(backend, TOKEN);
    const wrong = [
      order,
      { ...administrator, kind: "machine" },
      { ...administrator, brands: ["north"] },
      { ...administrator, narrowed: ["keys:manage"] },
    ] as const;
    for (const input of wrong) {
      expect(codeOf(await createKey(backend.ports, actor, input))).toBe("invalid_request");
    }
    const unusable = { ...administrator, person: "anna\u200b" };
    expect(codeOf(await createKey(backend.ports, actor, unusable))).toBe("invalid_request");
    expect(backend.operatorKeys.rows.size).toBe(0);
    expect(codeOf(await listKeys(backend.ports, actor))).toBe("forbidden");
    const target = { keyId: anna.key.id, reason: "lost" };
    expect(codeOf(await revokeKey(backend.ports, actor, target))).toBe("forbidden");
  });

  test("is not set: then its text is no token", async () => {
    const backend = new TestBackend();
    expect(codeOf(await authenticateOperator(backend.ports, TOKEN))).toBe("unauthorized");
  });
});

describe("a key ends", () => {
  test("revoked by its holder or an administrator, with a reason, at once", async () => {
    const backend = new TestBackend();
    const target = { keyId: olga.key.id, reason: "laptop lost" };
    const [own, other, manager] = [
      await as(backend, olga.token),
      await as(backend, felix.token),
      await as(backend, anna.token),
    ];
    expect(codeOf(await revokeKey(backend.ports, other, target))).toBe("forbidden");
    expect(codeOf(await revokeKey(backend.ports, own, { ...target, reason: " " }))).toBe(
      "reason_needed",
    );
    expect(await revokeKey(backend.ports, own, target)).toMatchObject({ ok: true });
    expect(codeOf(await authenticateOperator(backend.ports, olga.token))).toBe("unauthorized");
    backend.now += 1;
    const again = await revokeKey(backend.ports, manager, target);
    expect(again).toMatchObject({ value: { key: { revokedAt: NOW }, heirs: [] } });
  });

  test("rotated: both tokens work for the overlap, then only the new one", async () => {
    const backend = new TestBackend();
    const input = { keyId: olga.key.id, overlapHours: 2 };
    const { token, key } = await made(
      rotateKey(backend.ports, await as(backend, olga.token), input),
    );
    expect(key).toMatchObject({ person: "olga", role: "support", createdBy: olga.key.id });
    backend.now += 2 * HOUR_MS - 1;
    expect([await as(backend, olga.token), await as(backend, token)]).toHaveLength(2);
    backend.now += 1;
    expect(codeOf(await authenticateOperator(backend.ports, olga.token))).toBe("unauthorized");
    expect(codeOf(await rotateKey(backend.ports, await as(backend, token), input))).toBe(
      "forbidden",
    );
  });

  test("rotated again after a lost answer: the lost key ends, the new one lives on", async () => {
    const backend = new TestBackend();
    const input = { keyId: crm.key.id, overlapHours: 1 };
    const expiresAt = NOW + 100 * HOUR_MS;
    backend.operatorKeys.change(crm.key.id, { expiresAt });
    const holder = await as(backend, crm.token);
    const lost = await made(rotateKey(backend.ports, holder, input));
    const second = await made(rotateKey(backend.ports, holder, input));
    expect(second.key).toMatchObject({ expiresAt, retiresAt: null });
    expect(codeOf(await authenticateOperator(backend.ports, lost.token))).toBe("unauthorized");
    expect(await as(backend, second.token)).toMatchObject({ name: "CRM" });
    const third = await made(rotateKey(backend.ports, holder, input));
    backend.now += HOUR_MS;
    expect(codeOf(await authenticateOperator(backend.ports, crm.token))).toBe("unauthorized");
    const inUse = [await as(backend, second.token), await as(backend, third.token)];
    expect(inUse, "a key in use is not taken away").toHaveLength(2);
    backend.now = expiresAt;
    expect(codeOf(await authenticateOperator(backend.ports, third.token))).toBe("unauthorized");
  });

  test("revoked: a thief who rotated the stolen token is out as well", async () => {
    const backend = new TestBackend();
    const rotated = async (token: string) => {
      const holder = await as(backend, token);
      return made(rotateKey(backend.ports, holder, { keyId: holder.keyId, overlapHours: 24 }));
    };
    const first = await rotated(olga.token);
    const second = await rotated(first.token);
    const target = { keyId: olga.key.id, reason: "stolen" };
    const ended = await revokeKey(backend.ports, await as(backend, anna.token), target);
    const heirs = [first.key.id, second.key.id];
    expect(ended).toMatchObject({ value: { key: { id: olga.key.id }, heirs } });
    for (const { token } of [olga, first, second]) {
      expect(codeOf(await authenticateOperator(backend.ports, token))).toBe("unauthorized");
    }
    expect(backend.logged).toContainEqual(
      expect.objectContaining({
        event: "operator_key_revoked",
        fields: { keyId: olga.key.id, heirs, actor: anna.key.id, reason: "stolen" },
      }),
    );
  });

  test("revoked while it is rotated: no new key is made", async () => {
    const backend = new TestBackend();
    const holder = await as(backend, olga.token);
    backend.operatorKeys.beforeReplace = async () => {
      await backend.operatorKeys.revoke(olga.key.id, backend.now);
    };
    const before = backend.operatorKeys.rows.size;
    const input = { keyId: olga.key.id, overlapHours: 24 };
    expect(codeOf(await rotateKey(backend.ports, holder, input))).toBe("not_found");
    expect(backend.operatorKeys.rows.size).toBe(before);
  });

  test("an administrator rotates a machine's key, never a person's", async () => {
    const backend = new TestBackend();
    const manager = await as(backend, anna.token);
    const rotate = (keyId: typeof olga.key.id) =>
      rotateKey(backend.ports, manager, { keyId, overlapHours: 0 });
    expect(await rotate(crm.key.id)).toMatchObject({ ok: true });
    expect(codeOf(await rotate(olga.key.id))).toBe("forbidden");
    expect(codeOf(await rotate(`key_${"z".repeat(26)}`))).toBe("not_found");
    backend.operatorKeys.change(crm.key.id, { revokedAt: NOW });
    expect(codeOf(await rotate(crm.key.id))).toBe("not_found");
  });

  test.each([[{ narrowed: ["keys:manage"] }], [{ expiresAt: NOW + HOUR_MS }]] as const)(
    "a manager of less (%j) rotates no key that has more",
    async (change) => {
      const backend = new TestBackend();
      backend.operatorKeys.change(anna.key.id, change);
      const manager = await as(backend, anna.token);
      const input = { keyId: crm.key.id, overlapHours: 0 };
      expect(codeOf(await rotateKey(backend.ports, manager, input))).toBe("forbidden");
    },
  );

  test("a manager of one brand sees and ends only keys of that brand", async () => {
    const backend = new TestBackend();
    backend.operatorKeys.change(anna.key.id, { brands: ["north"] });
    backend.operatorKeys.change(crm.key.id, { brands: ["north"] });
    const manager = await as(backend, anna.token);
    const listed = await listKeys(backend.ports, manager);
    expect(listed).toMatchObject({ value: [{ id: anna.key.id }, { id: crm.key.id }] });
    const target = { keyId: olga.key.id, reason: "left" };
    expect(codeOf(await revokeKey(backend.ports, manager, target))).toBe("not_found");
  });
});

import { describe, expect, test } from "vitest";
import { buyerHashOf } from "../../src/adapters/signer/payer-vault.ts";
import { type PayerBlock, SealFault } from "../../src/app/ports/payer-vault.ts";
import { keyRing } from "../../src/config/key-ring.ts";
import { ANNA, LOCAL_RINGS, vault, vaultOf } from "../fixtures/payers.ts";

const PAYER = "pay_1";
const block: PayerBlock = { ...ANNA, brand: "default", ip: "203.0.113.77" };
const ring = (...ids: string[]) =>
  ids.map((id) => `${id}:${btoa(id.padEnd(32, "-").slice(0, 32))}`).join(",");
const rings = (seals: string, payerKeys: string) =>
  vaultOf({ SEAL_KEYS: seals, PAYER_KEY_SECRETS: payerKeys });

describe("a sealed payer", () => {
  test("is opened again, in every script", async () => {
    const names = { ...block, firstName: "Łukasz", lastName: "张伟 أحمد" };
    expect(await vault.open(await vault.seal(PAYER, names))).toMatchObject(names);
  });

  test("shows nothing of the person", async () => {
    // Words long enough that random base64 does not happen to hold one of them.
    const named = { ...block, firstName: "Annabella-Maria", lastName: "Nguyen-Hartmann" };
    const text = JSON.stringify(await vault.seal(PAYER, named));
    for (const word of [named.firstName, named.lastName, named.email, named.ip ?? ""]) {
      expect(text).not.toContain(word);
      expect(text).not.toContain(btoa(word));
    }
  });

  test("is another text each time: its IV is random", async () => {
    const [one, two] = [await vault.seal(PAYER, block), await vault.seal(PAYER, block)];
    expect(one.sealed).not.toBe(two.sealed);
    expect(one.buyerHash).not.toBe(two.buyerHash);
    expect(one.payerKey).toBe(two.payerKey);
  });

  test("opens in no other payer's row", async () => {
    const { sealed } = await vault.seal(PAYER, block);
    await expect(vault.open({ payerId: "pay_2", sealed })).rejects.toThrow(SealFault);
  });

  test("with any changed character is refused", async () => {
    const { sealed } = await vault.seal(PAYER, block);
    for (const at of [sealed.indexOf(".") + 1, sealed.lastIndexOf(".") + 1, sealed.length - 3]) {
      const other = sealed[at] === "A" ? "B" : "A";
      const forged = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      await expect(vault.open({ payerId: PAYER, sealed: forged })).rejects.toThrow(SealFault);
    }
  });

  test.each(["", "local", "local.a", "local.AAAA.!", "other.AAAA.AAAA", "local.AAAA.AAAA.AAAA"])(
    "nonsense is refused with the id of the payer: %j",
    async (sealed) => {
      await expect(vault.open({ payerId: PAYER, sealed })).rejects.toThrow(PAYER);
    },
  );

  test("the hash of the buyer is proved with the salt in the block, and only with it", async () => {
    const sealed = await vault.seal(PAYER, block);
    const opened = await vault.open(sealed);
    expect(await buyerHashOf(opened)).toBe(sealed.buyerHash);
    expect(await buyerHashOf({ ...opened, salt: "" })).not.toBe(sealed.buyerHash);
    expect(await buyerHashOf({ ...opened, lastName: "Other" })).not.toBe(sealed.buyerHash);
  });
});

describe("the payer key", () => {
  const keyOf = async (change: Partial<PayerBlock>) =>
    (await vault.seal(PAYER, { ...block, ...change })).payerKey;

  test("is the same for one email of one brand, whatever its case and the rest", async () => {
    const same = { email: "ANNA@Example.com", firstName: "A.", ip: null };
    expect(await keyOf(same)).toBe(await keyOf({}));
  });

  test("differs by email and by brand; without an email there is none", async () => {
    expect(await keyOf({ email: "anna@example.org" })).not.toBe(await keyOf({}));
    expect(await keyOf({ brand: "other" })).not.toBe(await keyOf({}));
    expect(await keyOf({ email: "" })).toBeNull();
  });

  test("of a brand and an email is what a search for it asks", async () => {
    expect(await vault.keysOf("default", "anna@EXAMPLE.com")).toEqual([await keyOf({})]);
  });
});

describe("a change of keys", () => {
  const before = rings(ring("k1"), ring("s1"));
  const between = rings(ring("k2", "k1"), ring("s2", "s1"));
  const after = rings(ring("k2"), ring("s2"));

  test("what is new is under the newest keys, what is old still opens", async () => {
    const old = await before.seal(PAYER, block);
    expect((await between.seal(PAYER, block)).sealed).toMatch(/^k2\./);
    expect(await between.open(old)).toMatchObject(block);
    await expect(after.open(old)).rejects.toThrow('SEAL_KEYS has no key "k1"');
  });

  test("resealed, a payer opens without the old key, and its hash stays provable", async () => {
    const old = await before.seal(PAYER, block);
    const fresh = await between.reseal(old);
    if (fresh === null) throw new Error("it was under the old key");
    expect(await after.open(fresh)).toEqual(await before.open(old));
    expect(fresh).toMatchObject({ payerId: PAYER, buyerHash: old.buyerHash });
    expect(fresh.payerKey).toBe((await after.keysOf("default", ANNA.email))[0]);
    expect(await between.reseal(fresh), "nothing is left to do").toBeNull();
  });

  test("a change of one ring alone reseals as well", async () => {
    const old = await before.seal(PAYER, block);
    expect(await rings(ring("k1"), ring("s2", "s1")).reseal(old)).not.toBeNull();
    expect(await rings(ring("k2", "k1"), ring("s1")).reseal(old)).not.toBeNull();
  });

  test("an email is searched under the newest secret first, then under the older ones", async () => {
    const keys = await between.keysOf("default", ANNA.email);
    expect(keys.map((key) => key.split(".")[0])).toEqual(["s2", "s1"]);
    expect(keys[1]).toBe((await before.seal(PAYER, block)).payerKey);
  });
});

describe("a ring of keys in a variable", () => {
  const wrong = (text: string): string => {
    const read = keyRing.safeParse(text);
    if (read.success) throw new Error("it is a ring");
    return read.error.issues.map(({ message }) => message).join("; ");
  };
  const SHORT = btoa("a short secret");

  test("is read, the newest first, with blanks around the commas", () => {
    const text = `${ring("k2")} , ${ring("k1")}`;
    expect(keyRing.parse(text).map(({ id }) => id)).toEqual(["k2", "k1"]);
  });

  test.each([
    ["", "key 1 is not of the form id:base64"],
    ["only-a-secret", "key 1 is not of the form id:base64"],
    [`${ring("k2")},K1:${btoa("x".repeat(32))}`, "key 2 is not of the form id:base64"],
    ["k1:====", "key 1 is not of the form"],
    [`k1:${SHORT}`, 'key "k1" has 14 bytes, not 32'],
    [ring("k1", "k1"), 'two keys have the id "k1"'],
  ])("%j is refused: %s", (text, words) => {
    expect(wrong(text)).toContain(words);
  });

  test("a refusal never shows a key", () => {
    expect(wrong(`k1:${SHORT}`)).not.toContain(SHORT);
    const [, secret = ""] = LOCAL_RINGS.SEAL_KEYS.split(":");
    expect(wrong(`${LOCAL_RINGS.SEAL_KEYS},${LOCAL_RINGS.SEAL_KEYS}`)).not.toContain(secret);
  });
});

import { describe, expect, test } from "vitest";
import { createSigner } from "../../src/adapters/signer/signer.ts";

const signer = createSigner("a signing key of tests");

describe("signed tokens", () => {
  test("what was signed is read again, in every script", async () => {
    const payload = { serviceId: "svc_1", label: "Łukasz أحمد 张伟", n: 7 };
    expect(await signer.verify("service", await signer.sign("service", payload))).toEqual(payload);
  });

  test("a token of one purpose is not valid for another", async () => {
    const token = await signer.sign("link", { linkId: "lnk_1", version: 1 });
    expect(await signer.verify("service", token)).toBeNull();
    expect(await signer.verify("quote", token)).toBeNull();
  });

  test("a token that was signed with another key is not valid", async () => {
    const token = await createSigner("another signing key").sign("quote", { unitMinor: 1 });
    expect(await signer.verify("quote", token)).toBeNull();
  });

  test("rotation: a token of the key before is valid, and the new key signs", async () => {
    const before = await createSigner("the key before it").sign("link", { linkId: "lnk_1" });
    const rotated = createSigner("a signing key of tests", "the key before it");
    expect(await rotated.verify("link", before)).toEqual({ linkId: "lnk_1" });
    expect(await signer.verify("link", before)).toBeNull();
    expect(await signer.verify("link", await rotated.sign("link", { linkId: "lnk_1" }))).toEqual({
      linkId: "lnk_1",
    });
  });

  test("a token with any changed character is not valid", async () => {
    const token = await signer.sign("quote", { unitMinor: 1000 });
    const at = Array.from(token, (_, i) => i).filter((i) => i !== token.length - 1);
    for (const i of at) {
      const other = token[i] === "A" ? "B" : "A";
      const forged = `${token.slice(0, i)}${other}${token.slice(i + 1)}`;
      expect(await signer.verify("quote", forged), `character ${i}`).toBeNull();
    }
  });

  test.each(["", ".", "a", "a.b", "a.b.c", "!.!", "e30."])(
    "nonsense is no token: %j",
    async (t) => {
      expect(await signer.verify("quote", t)).toBeNull();
    },
  );
});

/** What only keys can read: it lies in databases and on printed paper, and has to stay readable. */
import { createSigner } from "../../src/adapters/signer/signer.ts";
import type { SealedPayer } from "../../src/app/ports/payer-vault.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { ANNA, vault } from "../fixtures/payers.ts";

/** Of no value: these stand in this repository. */
export const SECRETS_OF_TESTS = { signingKey: "a signing key of tests", card: "fp_of_anna" };
const PURPOSES = ["link", "service", "quote", "session"] as const;

export interface FrozenSecrets {
  readonly payer: SealedPayer;
  readonly block: { readonly brand: string; readonly email: string };
  readonly payerKeys: readonly string[];
  readonly cardKeys: readonly string[];
  readonly tokens: Readonly<Record<string, string>>;
}

export async function freezeSecrets(): Promise<FrozenSecrets> {
  const block = { ...ANNA, brand: "north", ip: "203.0.113.7" };
  const signer = createSigner(SECRETS_OF_TESTS.signingKey);
  const tokens: Record<string, string> = {};
  for (const purpose of PURPOSES) tokens[purpose] = await signer.sign(purpose, { of: purpose });
  return {
    payer: await vault.seal(toId("pay", `pay_${"1".repeat(26)}`), block),
    block,
    payerKeys: await vault.keysOf(block.brand, block.email),
    cardKeys: await vault.cardKeysOf(SECRETS_OF_TESTS.card),
    tokens,
  };
}

/** Payers sealed without cryptography, because WebCrypto ends at no fixed moment. */
import type { OpenedPayer, PayerVault } from "../../../src/app/ports/payer-vault.ts";

export const payerVault: PayerVault = {
  seal: async (payerId, block) => ({
    payerId,
    payerKey: block.email === "" ? null : keyOf(block.brand, block.email),
    sealed: btoa(JSON.stringify({ ...block, salt: payerId })),
    buyerHash: `sha256:${payerId}`,
  }),
  open: async ({ sealed }) => JSON.parse(atob(sealed)) as OpenedPayer,
  reseal: async () => null,
  keysOf: async (brand, email) => [keyOf(brand, email)],
  cardKeysOf: async (fingerprint) => [btoa(`card ${fingerprint}`)],
  fingerprint: async (text) => btoa(text),
};

const keyOf = (brand: string, email: string): string => btoa(`${brand} ${email.toLowerCase()}`);

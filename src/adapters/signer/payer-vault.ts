/** Payers sealed with AES-GCM, and told apart by an HMAC (decision 23). WebCrypto does both. */
import type {
  OpenedPayer,
  PayerBlock,
  PayerVault,
  SealedPayer,
} from "../../app/ports/payer-vault.ts";
import type { PayerId } from "../../domain/base/ids.ts";
import type { KeyRing } from "../../domain/base/key-ring.ts";
import { toBase64Url } from "./base64url.ts";
import { aesRing, type Keys, openWith, ringOf, sealWith as sealTextWith } from "./sealing.ts";

export interface VaultKeys {
  /** 32 bytes each. */
  readonly seals: KeyRing;
  readonly payerKeys: KeyRing;
}

const HMAC = { name: "HMAC", hash: "SHA-256" } as const;
const SALT_BYTES = 16;
const FINGERPRINT_BYTES = 12;
const encoder = new TextEncoder();

export function createPayerVault({ seals, payerKeys }: VaultKeys): PayerVault {
  const aes = aesRing(seals);
  const hmac = ringOf(payerKeys, (bytes) =>
    crypto.subtle.importKey("raw", bytes, HMAC, false, ["sign"]),
  );
  const sealWith = async (payerId: PayerId, block: OpenedPayer): Promise<SealedPayer> => ({
    payerId,
    payerKey: block.email === "" ? null : await keyOf(hmac, hmac.newest, payerText(block)),
    sealed: await encrypted(aes, payerId, block),
    buyerHash: await buyerHashOf(block),
  });
  return {
    seal: (payerId, block) => sealWith(payerId, { ...block, salt: freshSalt() }),
    open: (payer) => decrypted(aes, payer),
    async reseal(payer) {
      const keyed = payer.payerKey === null || payer.payerKey.startsWith(`${hmac.newest}.`);
      if (payer.sealed.startsWith(`${aes.newest}.`) && keyed) return null;
      return sealWith(payer.payerId, await decrypted(aes, payer));
    },
    keysOf: (brand, email) => underEach(hmac, payerText({ brand, email })),
    cardKeysOf: (fingerprint) => underEach(hmac, `card/1\0${fingerprint}`),
    async fingerprint(text) {
      const mac = await macOf(hmac, hmac.newest, `count/1\0${text}`);
      return toBase64Url(mac.slice(0, FINGERPRINT_BYTES));
    },
  };
}

async function macOf(hmac: Keys, id: string, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign(HMAC, await hmac.get(id), encoder.encode(text)));
}

const payerText = ({ brand, email }: Pick<PayerBlock, "brand" | "email">): string =>
  `payer/1\0${brand}\0${email.toLowerCase()}`;

/** The id of the secret, and the HMAC of the text under it. */
const keyOf = async (hmac: Keys, id: string, text: string): Promise<string> =>
  `${id}.${toBase64Url(await macOf(hmac, id, text))}`;

/** The same under every secret, the newest first. */
async function underEach(hmac: Keys, text: string): Promise<readonly [string, ...string[]]> {
  const older = hmac.ids.slice(1).map((id) => keyOf(hmac, id, text));
  return [await keyOf(hmac, hmac.newest, text), ...(await Promise.all(older))];
}

/** The payer id is bound to it: the block opens in no other row. */
const encrypted = (aes: Keys, payerId: PayerId, block: OpenedPayer): Promise<string> =>
  sealTextWith(aes, payerId, JSON.stringify(block));

const decrypted = async (
  aes: Keys,
  { payerId, sealed }: Pick<SealedPayer, "payerId" | "sealed">,
): Promise<OpenedPayer> => JSON.parse(await openWith(aes, payerId, sealed)) as OpenedPayer;

const freshSalt = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));

/** `sha256:` and hex, over the buyer as a document names them, and the salt. */
export async function buyerHashOf(block: PayerBlock & { readonly salt: string }): Promise<string> {
  const { salt, brand, firstName, lastName, email } = block;
  const text = encoder.encode(JSON.stringify([salt, brand, firstName, lastName, email]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `sha256:${hex}`;
}

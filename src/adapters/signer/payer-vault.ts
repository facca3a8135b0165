/** Payers sealed with AES-GCM, and told apart by an HMAC (decision 23). WebCrypto does both. */
import {
  type OpenedPayer,
  type PayerBlock,
  type PayerVault,
  type SealedPayer,
  SealFault,
} from "../../app/ports/payer-vault.ts";
import type { PayerId } from "../../domain/base/ids.ts";
import type { KeyRing } from "../../domain/base/key-ring.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

export interface VaultKeys {
  /** 32 bytes each. */
  readonly seals: KeyRing;
  readonly payerKeys: KeyRing;
}

const AES = "AES-GCM";
const HMAC = { name: "HMAC", hash: "SHA-256" } as const;
/** 96 random bits, as NIST SP 800-38D wants them. */
const IV_BYTES = 12;
const SALT_BYTES = 16;
const FINGERPRINT_BYTES = 12;
const encoder = new TextEncoder();

export function createPayerVault({ seals, payerKeys }: VaultKeys): PayerVault {
  const aes = ringOf(seals, (bytes) =>
    crypto.subtle.importKey("raw", bytes, AES, false, ["encrypt", "decrypt"]),
  );
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

type Keys = ReturnType<typeof ringOf>;

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

/** Key id, IV and ciphertext. The payer id is bound to it: the block opens in no other row. */
async function encrypted(aes: Keys, payerId: PayerId, block: OpenedPayer): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: AES, iv, additionalData: encoder.encode(payerId) };
  const text = encoder.encode(JSON.stringify(block));
  const cipher = await crypto.subtle.encrypt(how, await aes.get(aes.newest), text);
  return `${aes.newest}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(cipher))}`;
}

async function decrypted(
  aes: Keys,
  { payerId, sealed }: Pick<SealedPayer, "payerId" | "sealed">,
): Promise<OpenedPayer> {
  const [id = "", ...parts] = sealed.split(".");
  const [iv, cipher] = parts.map(fromBase64Url);
  if (!aes.has(id)) throw new SealFault(`${payerId}: SEAL_KEYS has no key "${id}"`);
  if (!iv || !cipher || parts.length !== 2) throw new SealFault(`${payerId}: not a sealed block`);
  const how = { name: AES, iv, additionalData: encoder.encode(payerId) };
  try {
    const text = await crypto.subtle.decrypt(how, await aes.get(id), cipher);
    return JSON.parse(new TextDecoder().decode(text)) as OpenedPayer;
  } catch (fault) {
    throw new SealFault(`${payerId}: key "${id}" does not open this block`, fault);
  }
}

const freshSalt = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));

/** `sha256:` and hex, over the buyer as a document names them, and the salt. */
export async function buyerHashOf(block: PayerBlock & { readonly salt: string }): Promise<string> {
  const { salt, brand, firstName, lastName, email } = block;
  const text = encoder.encode(JSON.stringify([salt, brand, firstName, lastName, email]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `sha256:${hex}`;
}

/** The keys of a ring by their id, each imported at its first use. */
function ringOf(ring: KeyRing, load: (bytes: Uint8Array<ArrayBuffer>) => Promise<CryptoKey>) {
  const loaded = new Map<string, Promise<CryptoKey>>();
  const bytesOf = new Map(ring.map(({ id, bytes }) => [id, bytes]));
  return {
    newest: ring[0].id,
    ids: ring.map(({ id }) => id),
    has: (id: string) => bytesOf.has(id),
    get(id: string): Promise<CryptoKey> {
      const bytes = bytesOf.get(id);
      if (!bytes) throw new SealFault(`no key "${id}"`);
      const key = loaded.get(id) ?? load(bytes);
      loaded.set(id, key);
      return key;
    },
  };
}

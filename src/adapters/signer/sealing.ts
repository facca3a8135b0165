/** Texts sealed with AES-GCM under a ring of keys, each bound to what it belongs to. */
import { SealFault } from "../../app/ports/payer-vault.ts";
import type { KeyRing } from "../../domain/base/key-ring.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

const AES = "AES-GCM";
/** 96 random bits, as NIST SP 800-38D wants them. */
const IV_BYTES = 12;
const encoder = new TextEncoder();

export type Keys = ReturnType<typeof ringOf>;

export const aesRing = (seals: KeyRing): Keys =>
  ringOf(seals, (bytes) =>
    crypto.subtle.importKey("raw", bytes, AES, false, ["encrypt", "decrypt"]),
  );

/** Key id, IV and ciphertext, under the newest key; opens for this subject alone. */
export async function sealWith(aes: Keys, subject: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: AES, iv, additionalData: encoder.encode(subject) };
  const key = await aes.get(aes.newest);
  const cipher = await crypto.subtle.encrypt(how, key, encoder.encode(text));
  return `${aes.newest}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(cipher))}`;
}

/** The text that was sealed. Throws `SealFault`, which names the subject and never the text. */
export async function openWith(aes: Keys, subject: string, sealed: string): Promise<string> {
  const [id = "", ...parts] = sealed.split(".");
  const [iv, cipher] = parts.map(fromBase64Url);
  if (!aes.has(id)) throw new SealFault(`${subject}: SEAL_KEYS has no key "${id}"`);
  if (!iv || !cipher || parts.length !== 2) throw new SealFault(`${subject}: not a sealed block`);
  const how = { name: AES, iv, additionalData: encoder.encode(subject) };
  try {
    const text = await crypto.subtle.decrypt(how, await aes.get(id), cipher);
    return new TextDecoder().decode(text);
  } catch (fault) {
    throw new SealFault(`${subject}: key "${id}" does not open this block`, fault);
  }
}

/** The keys of a ring by their id, each imported at its first use. */
export function ringOf(
  ring: KeyRing,
  load: (bytes: Uint8Array<ArrayBuffer>) => Promise<CryptoKey>,
) {
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

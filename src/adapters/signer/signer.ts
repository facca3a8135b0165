import type { Purpose, Signer } from "../../app/ports/signer.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

const encoder = new TextEncoder();
const HMAC = { name: "HMAC", hash: "SHA-256" } as const;

/**
 * Signed tokens: base64url JSON, a dot, base64url HMAC-SHA-256. Every purpose has a key of its own,
 * derived from the secret, so a token of one purpose is not valid for another. The holder of a
 * token can read it, so it holds no secret. `previous`: the secret before, while it is changed: it
 * signs nothing, and what it has signed is still valid. Null: there is none.
 */
export function createSigner(signingKey: string, previous: string | null = null): Signer {
  const keyOf = keysUnder(signingKey);
  const older = previous === null ? null : keysUnder(previous);
  return {
    async sign(purpose, payload) {
      const body = toBase64Url(encoder.encode(JSON.stringify(payload)));
      const mac = await crypto.subtle.sign(HMAC, await keyOf(purpose), encoder.encode(body));
      return `${body}.${toBase64Url(new Uint8Array(mac))}`;
    },
    async verify(purpose, token) {
      const [body, mac, ...rest] = token.split(".");
      if (!body || !mac || rest.length > 0) return null;
      const signature = fromBase64Url(mac);
      if (signature === null) return null;
      const isUnder = async (key: CryptoKey): Promise<boolean> =>
        // WebCrypto compares in constant time.
        crypto.subtle.verify(HMAC, key, signature, encoder.encode(body));
      const right =
        (await isUnder(await keyOf(purpose))) ||
        (older !== null && (await isUnder(await older(purpose))));
      return right ? payloadOf(body) : null;
    },
    async digest(purpose, text) {
      const mac = await crypto.subtle.sign(HMAC, await keyOf(purpose), encoder.encode(text));
      return new Uint8Array(mac);
    },
  };
}

type KeyPurpose = Purpose | "derived";

/** The keys of a secret by their purpose, each derived at its first use. */
function keysUnder(secret: string): (purpose: KeyPurpose) => Promise<CryptoKey> {
  const keys = new Map<KeyPurpose, Promise<CryptoKey>>();
  return (purpose) => {
    const key = keys.get(purpose) ?? derive(secret, purpose);
    keys.set(purpose, key);
    return key;
  };
}

async function derive(signingKey: string, purpose: KeyPurpose): Promise<CryptoKey> {
  const root = await importKey(encoder.encode(signingKey));
  const derived = await crypto.subtle.sign(HMAC, root, encoder.encode(`edge-topup/${purpose}/1`));
  return importKey(new Uint8Array(derived));
}

function importKey(raw: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, HMAC, false, ["sign", "verify"]);
}

function payloadOf(body: string): Readonly<Record<string, unknown>> | null {
  const bytes = fromBase64Url(body);
  if (bytes === null) return null;
  const payload: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return typeof payload === "object" && payload !== null ? { ...payload } : null;
}

import type { Purpose, Signer } from "../../app/ports/signer.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

const encoder = new TextEncoder();
const HMAC = { name: "HMAC", hash: "SHA-256" } as const;

/**
 * Signed tokens: base64url JSON, a dot, base64url HMAC-SHA-256. Every purpose has a key of its own,
 * derived from the one secret, so a token of one purpose is not valid for another. The holder of a
 * token can read it, so it holds no secret.
 */
export function createSigner(signingKey: string): Signer {
  const keys = new Map<Purpose, Promise<CryptoKey>>();
  const keyOf = (purpose: Purpose): Promise<CryptoKey> => {
    const key = keys.get(purpose) ?? derive(signingKey, purpose);
    keys.set(purpose, key);
    return key;
  };
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
      // WebCrypto compares in constant time.
      const key = await keyOf(purpose);
      const right = await crypto.subtle.verify(HMAC, key, signature, encoder.encode(body));
      return right ? payloadOf(body) : null;
    },
  };
}

async function derive(signingKey: string, purpose: Purpose): Promise<CryptoKey> {
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

/** The signature of Standard Webhooks (github.com/standard-webhooks/standard-webhooks). */

const PREFIX = "whsec_";
const SECRET_BYTES = 32;
const HMAC = { name: "HMAC", hash: "SHA-256" } as const;
const encoder = new TextEncoder();

/** What is signed; the id is the same for every try of an event. */
export interface SignedMessage {
  readonly id: string;
  /** Unix seconds, of this try: a receiver refuses what is minutes old. */
  readonly timestamp: number;
  readonly body: string;
}

/** 256 random bits as `whsec_…`. */
export function freshWebhookSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return PREFIX + btoa(String.fromCharCode(...bytes));
}

/** The three headers; one signature per secret, so that a receiver may change its own in peace. */
export async function signatureHeaders(
  message: SignedMessage,
  secrets: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const signatures = await Promise.all(secrets.map((secret) => signatureOf(message, secret)));
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestamp),
    "webhook-signature": signatures.join(" "),
  };
}

async function signatureOf({ id, timestamp, body }: SignedMessage, secret: string) {
  const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, HMAC, false, ["sign"]);
  const text = encoder.encode(`${id}.${timestamp}.${body}`);
  const mac = new Uint8Array(await crypto.subtle.sign(HMAC, key, text));
  return `v1,${btoa(String.fromCharCode(...mac))}`;
}

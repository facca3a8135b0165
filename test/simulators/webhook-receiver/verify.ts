/** What a receiver does with a signature: from the specification, with Node's own HMAC. */
import { createHmac, timingSafeEqual } from "node:crypto";

export interface SignedRequest {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
}

/** The spec's tolerance against replays. */
const TOLERANCE_SECONDS = 5 * 60;

/** Null: it is genuine under one of the secrets (`whsec_…`); otherwise why it is refused. */
export function wrongWith(
  { id, timestamp, signature, body }: SignedRequest,
  secrets: readonly string[],
  nowSeconds: number,
): string | null {
  if (id === "" || timestamp === "" || signature === "") return "a header is missing";
  if (!/^\d+$/.test(timestamp)) return "the timestamp is no number";
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS)
    return "the timestamp is too old";
  const given = signature
    .split(" ")
    .flatMap((one) => (one.startsWith("v1,") ? [one.slice(3)] : []));
  const good = secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
    return given.some((text) => {
      const bytes = Buffer.from(text, "base64");
      return bytes.length === mac.length && timingSafeEqual(bytes, mac);
    });
  });
  return good ? null : "no signature fits";
}

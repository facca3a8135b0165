import * as z from "zod";
import type { KeyRing } from "../domain/base/key-ring.ts";

const KEY_BYTES = 32;
const ENTRY = /^([a-z0-9][a-z0-9-]{0,15}):([A-Za-z0-9+/]+={0,2})$/;
const FORM = "id:base64 of 32 bytes, several with commas between, the newest first";

/**
 * A ring of secret keys in one variable: `k2:…,k1:…`. The first key is used for what is new, all of
 * them for what is there; so a key is changed by putting another before it. A message never holds a
 * key.
 */
export const keyRing = z.string().transform((text, ctx): KeyRing => {
  const entries = text.split(",").map((entry) => entry.trim());
  const keys = entries.flatMap((entry, i) => {
    const [, id = "", base64 = ""] = ENTRY.exec(entry) ?? [];
    const bytes = id === "" ? null : bytesOf(base64);
    if (bytes === null) ctx.addIssue(`key ${i + 1} is not of the form ${FORM}`);
    else if (bytes.length !== KEY_BYTES)
      ctx.addIssue(`key "${id}" has ${bytes.length} bytes, not 32; openssl rand -base64 32`);
    return bytes === null ? [] : [{ id, bytes }];
  });
  const twice = keys.find(({ id }, i) => keys.findIndex((key) => key.id === id) !== i);
  if (twice) ctx.addIssue(`two keys have the id "${twice.id}"`);
  const [newest, ...older] = keys;
  if (newest) return [newest, ...older];
  return z.NEVER;
});

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

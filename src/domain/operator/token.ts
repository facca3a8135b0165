/** The text of an operator token: `etk_<characters of the key's id>_<secret>`. */
import { idPattern, type OperatorKeyId, toId } from "../base/ids.ts";

/** 256 random bits as base64url without padding. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const PREFIX = "etk_";
const ID_LENGTH = 26;
const KEY_ID = idPattern("key");

/** The fixed prefix lets a scanner of secrets find a token that was committed or pasted. */
export const spellToken = (keyId: OperatorKeyId, secret: string): string =>
  `${PREFIX}${keyId.slice(4)}_${secret}`;

/** The parts of a token; null: the text has not its form, so no key can have it. */
export function parseToken(
  text: string,
): { readonly keyId: OperatorKeyId; readonly secret: string } | null {
  const id = `key_${text.slice(PREFIX.length, PREFIX.length + ID_LENGTH)}`;
  const secret = text.slice(PREFIX.length + ID_LENGTH + 1);
  const isToken =
    text.startsWith(PREFIX) &&
    KEY_ID.test(id) &&
    text[PREFIX.length + ID_LENGTH] === "_" &&
    SECRET.test(secret);
  return isToken ? { keyId: toId("key", id), secret } : null;
}

/**
 * Keys whose tokens are published with the source, for the demo and tests: their ids have no time
 * in them, which no key that was made has. They open nothing in production.
 */
export const isPublishedKey = (keyId: OperatorKeyId): boolean => keyId.startsWith("key_0000000000");

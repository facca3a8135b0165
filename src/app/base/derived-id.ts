import { type Id, type IdPrefix, type SessionId, spellId } from "../../domain/base/ids.ts";
import type { Ports } from "../ports/ports.ts";

const CHARACTERS = 16;

/**
 * An id that follows from a text (SHA-256, 80 bits of it): the same text always leads to the same
 * record, also after a crash. Its time is zero, so it sorts before ids that were drawn. It is no
 * secret: who knows the text knows the id.
 */
export async function derivedId<P extends IdPrefix>(prefix: P, text: string): Promise<Id<P>> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return spelled(prefix, new Uint8Array(digest));
}

/**
 * The session that follows from a text, under the signing key: a caller that knows the text makes
 * no such session of its own. A changed key leads to another one.
 */
export async function derivedSession(
  { signer }: Pick<Ports, "signer">,
  text: string,
): Promise<SessionId> {
  return spelled("ses", await signer.digest("derived", text));
}

const spelled = <P extends IdPrefix>(prefix: P, digest: Uint8Array): Id<P> =>
  spellId(
    prefix,
    0,
    Array.from(digest.slice(0, CHARACTERS), (byte) => byte & 31),
  );

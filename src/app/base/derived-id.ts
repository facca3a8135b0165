import { type Id, type IdPrefix, spellId } from "../../domain/base/ids.ts";

const CHARACTERS = 16;

/**
 * An id that follows from a text (SHA-256, 80 bits of it): the same text always leads to the same
 * record, also after a crash. Its time is zero, so it sorts before ids that were drawn.
 */
export async function derivedId<P extends IdPrefix>(prefix: P, text: string): Promise<Id<P>> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const bytes = new Uint8Array(digest).slice(0, CHARACTERS);
  return spellId(
    prefix,
    0,
    Array.from(bytes, (byte) => byte & 31),
  );
}

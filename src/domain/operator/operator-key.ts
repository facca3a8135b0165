import type { OperatorKeyId } from "../base/ids.ts";
import type { Brands } from "./brands.ts";
import { type KeyKind, type OperatorRole, type Scope, scopesOf } from "./scope.ts";

/** A key as it is stored, without the hash of its secret. Instants: Unix ms. */
export interface OperatorKey {
  readonly id: OperatorKeyId;
  readonly kind: KeyKind;
  /** Who holds the key, or answers for the machine that holds it; `personOf` spells it. */
  readonly person: string;
  /** For people: the holder's name, or the machine's. Stands in logs. */
  readonly name: string;
  readonly role: OperatorRole;
  /** Takes scopes away from the role's; null: all of them. */
  readonly narrowed: readonly Scope[] | null;
  readonly brands: Brands;
  readonly createdAt: number;
  /** The key that made it; null: the bootstrap token. */
  readonly createdBy: OperatorKeyId | null;
  /** Null: it does not expire. */
  readonly expiresAt: number | null;
  /** A rotated key ends here, also before it expires; null: no other takes its place. */
  readonly retiresAt: number | null;
  /** The key whose place it took; null: it was made as a new one. */
  readonly rotatedFrom: OperatorKeyId | null;
  readonly revokedAt: number | null;
  /** To the minute, and best effort. */
  readonly lastUsedAt: number | null;
}

/** Who ordered or approved something, as a top-up's log keeps it. */
export interface OperatorRef {
  readonly keyId: OperatorKeyId;
  readonly person: string;
  readonly name: string;
}

/** Whether the key opens anything now; `now`: Unix ms. */
export const isLive = (
  key: Pick<OperatorKey, "revokedAt" | "expiresAt" | "retiresAt">,
  now: number,
): boolean => {
  const endsAt = endOf(key);
  return key.revokedAt === null && (endsAt === null || now < endsAt);
};

/** When the key ends by itself: it expires, or another has taken its place; null: never. */
export function endOf({
  expiresAt,
  retiresAt,
}: Pick<OperatorKey, "expiresAt" | "retiresAt">): number | null {
  if (expiresAt === null || retiresAt === null) return expiresAt ?? retiresAt;
  return Math.min(expiresAt, retiresAt);
}

/** Whether the key can make other keys: while one is live the bootstrap token makes none. */
export const isAdministrator = (key: OperatorKey): boolean => scopesOf(key).includes("keys:manage");

/** One spelling of a person, so that "Olga " and "olga" are the same four eyes' two. */
export const personOf = (text: string): string => text.trim().toLowerCase();

/**
 * Whether a text names a person: as an email address or a login name is written. Only these
 * characters, so that no two persons look alike and none has a second spelling.
 */
export const isPerson = (text: string): boolean => /^[a-z0-9._@+-]{1,100}$/.test(text);

/**
 * Whether a text can stand as a name in logs and lists: 1 to 100 characters that are seen. Without
 * those that are not (controls, marks of direction, variation selectors, tags, fillers).
 */
export const isDisplayName = (text: string): boolean =>
  /^[^\p{C}\p{Zl}\p{Zp}\p{DI}]{1,100}$/u.test(text) && text.trim() === text;

/** Whether two keys are in the hands of the same person. */
export const isSamePerson = (a: OperatorRef, b: OperatorRef): boolean =>
  a.keyId === b.keyId || a.person === b.person;

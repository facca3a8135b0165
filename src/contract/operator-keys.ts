/** Keys of people and machines, as `npm run operator -- key` sends and shows them. */
import * as z from "zod";
import { KEY_KINDS, ROLES, SCOPES } from "../domain/operator/scope.ts";

const name = z.string().trim().min(1).max(100);

export const keyOrder = z.strictObject({
  kind: z.enum(KEY_KINDS).default("person"),
  /** Who holds the key, or answers for the machine: one spelling per person. */
  person: name,
  name,
  role: z.enum(ROLES),
  /** Takes scopes away from the role's; absent: all of them. */
  scopes: z.array(z.enum(SCOPES)).min(1).optional(),
  /** Ids of brands; absent: all. */
  brands: z.array(name).min(1).optional(),
  expires_at: z.iso.datetime({ offset: true }).optional(),
});
export const rotateKeyOrder = z.strictObject({
  /** How long the old token works beside the new one; whole hours. */
  overlap_hours: z.int().min(0).max(168).default(24),
});

const instant = z.iso.datetime().nullable();
export const keyView = z.strictObject({
  id: z.string(),
  kind: z.enum(KEY_KINDS),
  person: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** What it may do. */
  scopes: z.array(z.enum(SCOPES)),
  /** Null: all brands. */
  brands: z.array(z.string()).nullable(),
  live: z.boolean(),
  created_at: z.iso.datetime(),
  /** Null: the bootstrap token. */
  created_by: z.string().nullable(),
  expires_at: instant,
  revoked_at: instant,
  last_used_at: instant,
});
export const keysView = z.strictObject({ keys: z.array(keyView) });
/** The token is told once. */
export const madeKeyView = z.strictObject({ key: keyView, token: z.string() });
/** `also_revoked`: keys that were rotated from it, one after the other. */
export const revokedKeyView = z.strictObject({ key: keyView, also_revoked: z.array(z.string()) });

export type KeyJson = z.infer<typeof keyView>;
export type KeysJson = z.infer<typeof keysView>;
export type MadeKeyJson = z.infer<typeof madeKeyView>;
export type RevokedKeyJson = z.infer<typeof revokedKeyView>;

import * as z from "zod";
import { isId } from "../domain/base/ids.ts";
import { isDisplayName, isPerson, type OperatorKey } from "../domain/operator/operator-key.ts";
import { KEY_KINDS, ROLES, SCOPES } from "../domain/operator/scope.ts";

const keyId = z.custom((text) => isId("key", text)).transform((text) => text as OperatorKey["id"]);
const instant = z.int().nonnegative();
const jsonList = <T extends z.ZodType>(entry: T) =>
  z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        ctx.addIssue("no JSON");
        return z.NEVER;
      }
    })
    .pipe(z.array(entry).min(1));

/** A row of `operator_key`. Operators may write rows by hand, so it is checked whenever read. */
export const operatorKeyRow = z.strictObject({
  id: keyId,
  kind: z.enum(KEY_KINDS),
  person: z.string().refine(isPerson, "1 to 100 of a-z 0-9 . _ @ + -"),
  name: z.string().refine(isDisplayName, "1 to 100 characters that are seen"),
  role: z.enum(ROLES),
  scopes: jsonList(z.enum(SCOPES)).nullable(),
  brands: jsonList(z.string().min(1)).nullable(),
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: instant,
  createdBy: keyId.nullable(),
  expiresAt: instant.nullable(),
  retiresAt: instant.nullable(),
  rotatedFrom: keyId.nullable(),
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

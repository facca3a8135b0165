/** What people type about themselves. */
import * as z from "zod";

/** Not of spaces and marks alone that no reader sees. */
export const visible = (text: z.ZodString) =>
  text.refine(
    // Whether a text may be empty is its own rule, so an empty one is named once.
    (typed) => typed === "" || /[^\p{C}\p{Z}\p{M}]/u.test(typed),
    "has no character that can be seen",
  );

/** As strict as the page of the portal, which checks while it is typed. */
const ADDRESS = /^(?!\.|.*(\.[.@]|@\.|\.$|[\p{C}\s<>()[\],;:"\\]))[^@]+@[^@]+\.[^@]+$/u;

/**
 * Marks that are pasted along and not seen (byte order, direction, zero width) are taken out. What
 * is an address decides the mail service: here it only has to be one, with a domain.
 */
export const emailAddress = z
  .string()
  .overwrite((text) => text.replace(/\p{Cf}/gu, "").trim())
  .max(254)
  .refine((text) => ADDRESS.test(text), "is not an email address, for example anna@example.com");

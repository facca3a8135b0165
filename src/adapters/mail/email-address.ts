import type { EmailMessage } from "../../app/ports/email-sender.ts";

/** The name as one line, without control characters, quotes and anything else that ends it. */
export const safeName = (name: string): string =>
  name
    .replace(/[\p{Cc}\u2028\u2029"\\<>]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

/** As `"Ada Lovelace" <ada@example.net>`. The caller has checked the email (`isOneAddress`). */
export function formatAddress(to: EmailMessage["to"]): string {
  const name = safeName(to.name);
  return name === "" ? to.email : `"${name}" <${to.email}>`;
}

/** Whether it is one address inside a header: nothing in it ends it or begins another one. */
export const isOneAddress = (email: string): boolean =>
  /^[^\p{Cc}\s<>()[\],;:"\\@]+@[^\p{Cc}\s<>()[\],;:"\\@]+$/u.test(email);

/** The subject as one line, because a line end would begin another header. */
export const safeSubject = (subject: string): string =>
  subject.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

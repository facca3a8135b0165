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

/**
 * The sender of a brand, as `Name <receipts@example.com>`, in its parts: a comma or colon in the
 * name would begin another address, so the name has to be quoted (RFC 5322, section 3.4).
 */
export function senderOf(from: string): EmailMessage["to"] {
  const parts = /^(?<name>.*\S)\s*<(?<email>[^<>]+)>$/su.exec(from)?.groups;
  return parts
    ? { email: parts.email ?? "", name: safeName(parts.name ?? "") }
    : { email: from, name: "" };
}

/** Whether it is one address inside a header: nothing in it ends it or begins another one. */
export const isOneAddress = (email: string): boolean =>
  /^[^\p{Cc}\s<>()[\],;:"\\@]+@[^\p{Cc}\s<>()[\],;:"\\@]+$/u.test(email);

/** The subject as one line, because a line end would begin another header. */
export const safeSubject = (subject: string): string =>
  subject.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

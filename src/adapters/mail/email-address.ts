type Recipient = { readonly email: string; readonly name: string };

/** A name that is one line and nothing that could end it: no control characters, no quotes. */
export const safeName = (name: string): string =>
  name
    .replace(/[\p{Cc}\u2028\u2029"\\<>]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

/** `"Ada Lovelace" <ada@example.net>`. The address itself was checked by `isOneAddress`. */
export function formatAddress(to: Recipient): string {
  const name = safeName(to.name);
  return name === "" ? to.email : `"${name}" <${to.email}>`;
}

/** One address that stays one inside a header: nothing in it ends it or begins another. */
export const isOneAddress = (email: string): boolean =>
  /^[^\p{Cc}\s<>()[\],;:"\\@]+@[^\p{Cc}\s<>()[\],;:"\\@]+$/u.test(email);

/** A subject as one line: a line end would begin a header. */
export const safeSubject = (subject: string): string =>
  subject.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

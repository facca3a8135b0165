/** `"Ada Lovelace" <ada@example.net>`; a name is a quoted string with nothing that could end it. */
export function letterAddress(to: { readonly email: string; readonly name: string }): string {
  const name = to.name
    .replace(/[\p{Cc}"\\<>]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return name === "" ? to.email : `"${name}" <${to.email}>`;
}

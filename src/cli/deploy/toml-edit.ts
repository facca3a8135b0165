/** Changes single values of wrangler.toml and leaves all else, comments too, as it is. */

/** The text does not have what shall be changed; the message says what, and what to write. */
export class NoSuchPlace extends Error {}

const HEADER = /^\s*\[/;

/** `environment`: as for `--env`; empty: the top level, which is production. */
export function withVar(text: string, environment: string, name: string, value: string): string {
  const header = environment === "" ? "[vars]" : `[env.${environment}.vars]`;
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.trim() === header);
  if (at < 0) throw new NoSuchPlace(`wrangler.toml has no ${header}: set ${name} there by hand`);
  const set = `${name} = ${JSON.stringify(value)}`;
  const there = within(lines, at, new RegExp(`^\\s*${name}\\s*=`));
  if (there === null) lines.splice(at + 1, 0, set);
  else lines[there] = set;
  return lines.join("\n");
}

/** Sets `database_id` of a binding. */
export function withDatabaseId(
  text: string,
  environment: string,
  binding: string,
  id: string,
): string {
  const header = environment === "" ? "[[d1_databases]]" : `[[env.${environment}.d1_databases]]`;
  const lines = text.split("\n");
  const named = new RegExp(`^\\s*binding\\s*=\\s*"${binding}"`);
  const at = lines.findIndex(
    (line, i) => line.trim() === header && within(lines, i, named) !== null,
  );
  const block = `${header} with binding = "${binding}"`;
  if (at < 0) throw new NoSuchPlace(`wrangler.toml has no ${block}: its database_id is ${id}`);
  const set = `database_id = ${JSON.stringify(id)}`;
  const there = within(lines, at, /^\s*database_id\s*=/);
  if (there === null) lines.splice(at + 1, 0, set);
  else lines[there] = set;
  return lines.join("\n");
}

/** The line of a table that fits; null: none does. */
function within(lines: readonly string[], header: number, pattern: RegExp): number | null {
  for (let i = header + 1; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (HEADER.test(line)) return null;
    if (pattern.test(line)) return i;
  }
  return null;
}

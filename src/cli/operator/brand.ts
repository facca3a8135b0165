import { brandView, writtenBrandView } from "../../contract/operator-brands.ts";
import type { Ask } from "./api.ts";
import type { Options } from "./options.ts";
import { UsageMistake } from "./usage.ts";

/** `brand show <id>` and `brand set <id> --set column=value …`: the lines to print. */
export async function brand(options: Options, ask: Ask): Promise<readonly string[]> {
  const { id, target, json, reason } = options;
  const path = `/operator/brands/${encodeURIComponent(target ?? "")}`;
  if (id === "show") {
    const answer = await ask(path, brandView);
    if (json) return [JSON.stringify(answer)];
    const bad = answer.usable ? [] : ["This row cannot be used and is left out."];
    const changes = answer.history.map(
      (one) => `  ${one.revision}  ${one.at}  ${one.actor}  ${one.reason}: ${changedIn(one)}`,
    );
    return [...bad, ...columnLines(answer.brand), "", "changes, newest first", ...changes];
  }
  const answer = await ask(path, writtenBrandView, { reason, set: columnsIn(options.set) });
  if (json) return [JSON.stringify(answer)];
  return [...columnLines(answer.brand), "", `revision ${answer.revision}; in force in a minute`];
}

type Row = Readonly<Record<string, unknown>>;

const columnLines = (row: Row): string[] =>
  Object.entries(row).map(([name, value]) => `${name.padEnd(21)} ${JSON.stringify(value)}`);

function changedIn({ before, after }: { readonly before: Row | null; readonly after: Row }) {
  const names = Object.keys(after).filter(
    (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]),
  );
  return names.map((name) => `${name}=${JSON.stringify(after[name])}`).join(", ");
}

/** `name=Kestrel`, `typed_identity=true`, `languages=["en"]`: JSON where it is JSON, else text. */
function columnsIn(pairs: readonly string[]): Row {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = "", value = ""] = /^([a-z_]+)=(.*)$/s.exec(pair) ?? [];
      if (name === "") throw new UsageMistake(`--set column=value; not ${pair}`);
      return [name, /^(\[.*\]|\{.*\}|true|false)$/s.test(value) ? parsed(pair, value) : value];
    }),
  );
}

function parsed(pair: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    throw new UsageMistake(`the value is no JSON: ${pair}`);
  }
}

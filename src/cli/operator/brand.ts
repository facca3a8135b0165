import { columnOf } from "../../contract/brand.ts";
import {
  type BrandsJson,
  brandsView,
  brandView,
  writtenBrandView,
} from "../../contract/operator-brands.ts";
import type { Ask } from "./api.ts";
import type { Options } from "./options.ts";
import { UsageMistake } from "./usage.ts";

/**
 * `brand list`, `brand show <id>`, `brand set <id> --set column=value …`: the lines to print.
 */
export async function brand(options: Options, ask: Ask): Promise<readonly string[]> {
  const { id, target, json, reason } = options;
  if (id === "list") {
    const answer = await ask("/operator/brands", brandsView);
    return json ? [JSON.stringify(answer)] : answer.brands.map(brandLine);
  }
  const path = `/operator/brands/${encodeURIComponent(target ?? "")}`;
  if (id === "show") {
    const answer = await ask(path, brandView);
    if (json) return [JSON.stringify(answer)];
    const bad = answer.usable ? [] : ["This row cannot be used and is left out."];
    const changes = answer.history.map(
      (one) => `  ${one.revision}  ${one.at}  ${one.actor}  ${one.reason}: ${changedIn(one)}`,
    );
    const history =
      changes.length === 0 ? ["no operator has changed it"] : ["changes, newest first", ...changes];
    return [...bad, ...columnLines(answer.brand), "", ...history];
  }
  const answer = await ask(path, writtenBrandView, { reason, set: columnsIn(options.set) });
  if (json) return [JSON.stringify(answer)];
  return [...columnLines(answer.brand), "", `revision ${answer.revision}; in force in a minute`];
}

/** One line: id, name, host names, and its newest change. */
function brandLine(one: BrandsJson["brands"][number]): string {
  const change = one.changed_at === null ? "never changed" : `changed ${one.changed_at}`;
  const bad = one.usable ? [] : ["BAD ROW: left out"];
  return [one.id, one.name, one.hosts.join(", "), change, ...bad].join("  ");
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
      const [, name = "", value = ""] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
      if (name === "") throw new UsageMistake(`--set column=value; not ${pair}`);
      const column = columnOf(name);
      if (column !== name) throw new UsageMistake(`the column is ${column}, not ${name}`);
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

import { readFileSync } from "node:fs";

/** One cell of src/docs/state-machine.md: its text for one state and one event. */
export interface SpecifiedCell {
  readonly code: string;
  readonly column: string;
  readonly text: string;
}
export type TableName = "Money" | "Provisioning" | "Refunds, people, time";

const FILE = new URL("../../../src/docs/state-machine.md", import.meta.url);

/** Reads one table; a row with several states gives a cell for each of them. */
export function specifiedCells(table: TableName): readonly SpecifiedCell[] {
  const section = readFileSync(FILE, "utf8").split(`## ${table}\n`)[1]?.split("\n## ")[0] ?? "";
  const [head, _line, ...rows] = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const columns = head?.slice(1) ?? [];
  return rows.flatMap(([codes = "", ...texts]) => {
    const names = codes.startsWith("–") ? ["new"] : codes.split(" ");
    return names.flatMap((code) =>
      texts.map((text, i) => ({ code, column: columns[i] ?? `column ${i}`, text })),
    );
  });
}

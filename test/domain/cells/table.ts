import { describe, expect, test } from "vitest";
import type { Outcome } from "../../../src/domain/top-up/decide/outcome.ts";
import type { TopUpEvent } from "../../../src/domain/top-up/events.ts";
import { GIVEN, type Given } from "./given.ts";
import type { Command } from "./money-commands.ts";
import { type SpecifiedCell, specifiedCells, type TableName } from "./specification.ts";
import type { World } from "./world.ts";

/**
 * Given a state (and variant), when an event comes (its column, and variant), then this: the state
 * afterwards, the answer in brackets, the events. `–`: so has the specification.
 */
export type Expected = { readonly [G in Given]?: Readonly<Record<string, string>> };

/** One outcome in one line: "RS(nothing_to_do) ResolvingBegan:deadline". */
export function lineOf(w: World, { events, answer }: Outcome<unknown>): string {
  const word = wordOf(answer);
  w.apply(events);
  const head = word === "" ? w.code : `${w.code}(${word})`;
  return [head, ...events.map(eventWord)].join(" ");
}

function wordOf(answer: unknown): string {
  if (typeof answer === "string") return answer;
  const a = answer as { kind?: string; code?: string; why?: string; resend?: string | null };
  if (typeof a.resend === "string") return "resend";
  return a.code ?? a.why ?? a.kind ?? "";
}

function eventWord(e: TopUpEvent): string {
  switch (e.type) {
    case "FindingRaised":
      return `!${e.kind}`;
    case "RefundRequested":
      return `+${e.row.purpose}:${e.row.amount.minor}`;
    case "ReturnDecided":
    case "ResolvingBegan":
    case "ResolvingReasonChanged":
      return `${e.type}:${e.reason}`;
    case "OrphanIntentSeen":
      return `cancel:${e.intentId}`;
    case "TryEnded":
      return `later:${e.outcome}`;
    default:
      return e.type;
  }
}

const columnOf = (key: string, columns: readonly string[]): string =>
  columns.filter((c) => key === c || key.startsWith(`${c} / `)).at(-1) ?? `unknown: ${key}`;

/** Checks one table: no cell without an expectation, none too many, and each one true. */
export function checkTable(
  table: TableName,
  expected: Expected,
  commands: Readonly<Record<string, Command>>,
  elsewhere: readonly string[] = [],
): void {
  const cells = specifiedCells(table).filter((c) => c.code !== "new");
  const checked = cells.filter((c) => !elsewhere.includes(c.column));
  const columns = [...new Set(cells.map((c) => c.column))];
  const rows = Object.entries(expected).flatMap(([given, row]) =>
    Object.entries(row).map(([key, then]) => {
      const [code, column] = [given.slice(0, 2), columnOf(key, columns)];
      const cell = cells.find((c) => c.code === code && c.column === column);
      return { given: given as Given, key, then, cell, code, column };
    }),
  );

  describe(`${table}: the specification's cells`, () => {
    test("every cell has an expectation, and every expectation a cell", () => {
      const names = (list: readonly { code: string; column: string }[]) =>
        [...new Set(list.map((c) => `${c.code} × ${c.column}`))].sort();
      expect(names(rows)).toEqual(names(checked));
    });
    test.each(rows)("$given × $key: $then", ({ given, key, then, cell }) => {
      const text = cell?.text ?? "";
      if (then === "–") {
        expect(text).toBe("–");
        return;
      }
      const w = GIVEN[given]();
      const command = commands[key];
      if (!command) throw new Error(`no command for ${key}`);
      const outcome = command(w);
      expect(w.code, "the preparation does not move it").toBe(given.slice(0, 2));
      expect(lineOf(w, outcome)).toBe(then);
    });
  });

  describe(`${table}: the signs and arrows of the specification`, () => {
    test.each(checked)("$code × $column: $text", (cell) => {
      const lines = rows
        .filter((r) => r.code === cell.code && r.column === cell.column && r.then !== "–")
        .map((r) => r.then);
      obeysSign(cell, lines);
      obeysArrows(cell, lines);
    });
  });
}

/** Events that do not move the state. */
const NOTES: ReadonlySet<string> = new Set([
  "Noted",
  "RefundedExternally",
  "RefundAnswered",
  "OrphanIntentClosed",
  "ReadFailed",
  "PaymentSucceeded",
  "RiskRecorded",
]);

function obeysSign({ code, text }: SpecifiedCell, lines: readonly string[]): void {
  for (const line of lines) {
    const [head = "", ...events] = line.split(" ");
    const same = head.slice(0, 2) === code;
    const onlyNotes = same && events.every((e) => NOTES.has(e) || e.startsWith("later:"));
    if (text === "✗" || text === "✗ new key") {
      expect(events, "a refusal changes nothing").toEqual([]);
      expect(head).toMatch(
        /^..\((wrong_state|not_available|evidence_needed|not_in_this_state|not_decided)\)$/,
      );
      expect(same).toBe(true);
    }
    if (text === "·") expect(onlyNotes, line).toBe(true);
    if (text.startsWith("‼")) {
      expect(same, line).toBe(true);
      expect(line).toMatch(/!impossible/);
    }
    if (text === "S+") expect(line).toMatch(new RegExp(`^${code} \\+surplus:\\d+ !surplus$`));
    if (text === "s") expect(head, "a surplus row does not move it").toBe(code);
    if (text === "–") expect(same, line).toBe(true);
  }
}

/** `also`: states that a cell reaches by a sentence elsewhere. `later`: arrows not built yet. */
const NO_INTENT_YET = { also: ["CA"] };
const READ_AS: Readonly<Record<string, { also?: string[]; later?: string[] }>> = {
  "AW × operator refunds": NO_INTENT_YET,
  "AW × age limit": NO_INTENT_YET,
  // "deadline" is a column of the table "Provisioning".
  "CR × age limit": { also: ["RS"] },
  // Buckets of money have two phases; only days are built.
  "RS × revoke(fence, reading)": { later: ["RF"] },
  // A lost dispute cannot be distinguished from an open one until disputes are built.
  "RF × part refunded externally, or disputed": { later: ["RD"] },
  "FF × part refunded externally, or disputed": { later: ["RD"] },
};

/** Every arrow is reached, and no state that the cell does not name. */
function obeysArrows({ code, column, text }: SpecifiedCell, lines: readonly string[]): void {
  if (/\bas (AW|RV|RS|RF)\b/.test(text)) return;
  const arrows = [...text.matchAll(/→([A-Z]{2})/g)].map((m) => m[1] ?? "");
  const also = [...text.matchAll(/\/ ([A-Z]{2})\b/g)].map((m) => m[1] ?? "");
  const reached = new Set(lines.map((l) => l.slice(0, 2)));
  const read = READ_AS[`${code} × ${column}`] ?? {};
  const allowed = new Set([code, ...arrows, ...also, ...(read.also ?? [])]);
  expect([...reached].filter((name) => !allowed.has(name))).toEqual([]);
  if (!text.includes("[later]")) {
    const missing = [...arrows, ...also].filter((name) => !reached.has(name));
    expect(missing).toEqual(read.later ?? []);
  }
}

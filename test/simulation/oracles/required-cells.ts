/** Which cells of the state table a run must hit, and which it cannot. */
import { specifiedCells } from "../../domain/cells/specification.ts";

const TABLES = { M: "Money", D: "Provisioning", P: "Refunds, people, time" } as const;

/** A pattern over `table code × column`, and why no run can hit these cells. */
export interface Unreachable {
  readonly cells: string;
  readonly pattern: RegExp;
  readonly why: string;
}
export const UNREACHABLE: readonly Unreachable[] = [
  {
    cells: "RE × everything",
    pattern: /^. RE /,
    why: "no credit is reversed until refunds on request are built",
  },
  {
    cells: "AP × refund ok, pending, refused, unknown, ok then failed",
    pattern: /^P AP × (refund ok|pending|refused|unknown|ok, then failed)$/,
    why: "before approval any payment moves the top-up, so it never has a surplus row",
  },
  {
    cells: "AP × no intent made",
    pattern: /^M AP × no intent made$/,
    why: "before approval there is no attempt that could get an intent",
  },
  {
    cells: "PD CR RS RK CD PK × succeeded, other amount or currency",
    pattern: /^M (PD|CR|RS|RK|CD|PK) × succeeded, other amount or currency$/,
    why: "the amount of a payment that succeeded never changes at Stripe",
  },
];

/** All cells except those that are impossible, empty, postponed or unreachable. */
export function requiredCells(): string[] {
  return (["M", "D", "P"] as const).flatMap((table) =>
    specifiedCells(TABLES[table])
      .filter(({ column, text }) => {
        const later = column.includes("[later]") || text === "→RE [later]";
        return !later && !text.startsWith("‼") && !text.startsWith("–");
      })
      .map(({ code, column }) => `${table} ${code} × ${column}`)
      .filter((cell) => !UNREACHABLE.some(({ pattern }) => pattern.test(cell))),
  );
}

/** Mistakes with payments that older systems have taken. */
import type { Mutant } from "./mutant.ts";

export const LEGACY_MUTANTS: readonly Mutant[] = [
  {
    name: "a refused legacy payment has no owner",
    edits: [
      {
        file: "src/app/legacy/decide-sale.ts",
        search: "if (isOver || unsold === null) return",
        replace: "if (isOver || unsold !== undefined) return",
      },
    ],
    kind: "legacy",
    within: 40,
  },
  {
    name: "a legacy payment of no service is taken without a key",
    edits: [
      {
        file: "src/app/legacy/decide-sale.ts",
        search: "return service !== null && sellsFor(actor, service.brand) ? service : null;",
        replace: "return actor === null ? null : service;",
      },
    ],
    kind: "legacy",
    within: 200,
  },
];

/** The product with one mistake each. Read from disk, changed in memory: no file is touched. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

interface Change {
  readonly file: string;
  /** Occurs exactly once. */
  readonly search: string;
  readonly replace: string;
}
export interface Mutant {
  readonly name: string;
  readonly mistake: string;
  readonly owed: boolean;
  readonly changes: readonly Change[];
}

const TOP_UP = "src/domain/top-up/";
export const MUTANTS: readonly Mutant[] = [
  {
    name: "noturn",
    mistake: "two top-ups of one account are granted at the same time",
    owed: false,
    changes: [
      {
        file: "src/object/service/core.ts",
        search: "return (t.turn ?? Number.POSITIVE_INFINITY) <= first;",
        replace: "return first !== null;",
      },
    ],
  },
  {
    name: "recompute",
    mistake: "the end is computed again on a retry",
    owed: false,
    changes: [
      {
        file: `${TOP_UP}decide/grant.ts`,
        search: 'return unchanged({ kind: "send", body: grant.body });',
        replace: `const credit = { ...t.credit, generation: t.credit.generation - 1 };
          return c.reading.kind === "account"
            ? freezeOn({ ...t, credit }, c.reading, ctx)
            : unchanged({ kind: "send", body: grant.body });`,
      },
    ],
  },
  {
    name: "refund-before-revoke",
    mistake: "the refund is asked for with the withdrawal, not after it was seen",
    owed: false,
    changes: [
      {
        file: `${TOP_UP}decide/revoke.ts`,
        search: 'return emit(tombstone(t, grant), { type: "RevocationDecided" });',
        replace:
          'return emit(tombstone(t, grant), { type: "RevocationDecided" }, ...refundRow(t, ctx));',
      },
    ],
  },
  {
    name: "readd",
    mistake: "the credit carries Disabled: false",
    owed: false,
    changes: [
      {
        file: "src/domain/ocs/set-balance.ts",
        search: "Weight: bucket.weight, ...subject }",
        replace: "Weight: bucket.weight, Disabled: false, ...subject }",
      },
    ],
  },
  {
    name: "reason-overwritten",
    mistake: 'a deadline replaces "the operator refunds" or "the money is back"',
    owed: false,
    changes: [
      {
        file: `${TOP_UP}decide/record.ts`,
        search: 'resolving: later("absent"),',
        replace: 'resolving: () => emit(RECORDED, { type: "ResolvingBegan", reason: "deadline" }),',
      },
    ],
  },
  {
    name: "count-returned",
    mistake: "the bucket of a returned top-up counts for the next one",
    owed: true,
    changes: [
      {
        file: "src/domain/ocs/validity.ts",
        search: "return !returned.has(b.id);",
        replace: "return returned.size >= 0;",
      },
    ],
  },
  {
    name: "ungranted",
    mistake: "the bytes leave before the grant is stored",
    owed: false,
    changes: [
      {
        file: `${TOP_UP}decide/grant.ts`,
        search: 'return emit({ kind: "send", body }, {',
        replace:
          'return grant.body ? unchanged({ kind: "send", body }) : emit({ kind: "send", body }, {',
      },
    ],
  },
  {
    name: "unclaimed",
    mistake: "nobody may claim a top-up that is closing",
    owed: false,
    changes: [
      {
        file: `${TOP_UP}decide/claim.ts`,
        search: 'resolving: take("revoke"),',
        replace: "resolving: nothing,",
      },
    ],
  },
];

const ROOT = new URL("../../../", import.meta.url);

/** From now on imports get the changed sources. Throws unless every search occurs exactly once. */
export function apply(mutant: Mutant): void {
  const sources = new Map<string, string>();
  for (const { file, search, replace } of mutant.changes) {
    const { href } = new URL(file, ROOT);
    const parts = (sources.get(href) ?? readFileSync(fileURLToPath(href), "utf8")).split(search);
    if (parts.length !== 2) throw new Error(`${mutant.name}: ${file} has not one "${search}"`);
    sources.set(href, parts.join(replace));
  }
  registerHooks({
    load(url, context, nextLoad) {
      const source = sources.get(url);
      if (source === undefined) return nextLoad(url, context);
      return { format: "module-typescript", source, shortCircuit: true };
    },
  });
}

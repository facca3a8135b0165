/** Mutants of the exploration: each is the product with one mistake. */
import type { Edit } from "../hooks.ts";

export interface Mutant {
  readonly name: string;
  readonly mistake: string;
  /** Explored with an operator who refunds while the OCS is silent. */
  readonly owed: boolean;
  readonly edits: readonly Edit[];
}

const TOP_UP = "src/domain/top-up/";
export const MUTANTS: readonly Mutant[] = [
  {
    name: "noturn",
    mistake: "two top-ups of one account are granted at the same time",
    owed: false,
    edits: [
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
    edits: [
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
    mistake: "the refund is requested together with the revocation, not after a read confirmed it",
    owed: false,
    edits: [
      {
        file: `${TOP_UP}decide/revoke.ts`,
        search: 'return tombstone(t, grant, ctx, { type: "RevocationDecided" });',
        replace:
          'return tombstone(t, grant, ctx, { type: "RevocationDecided" }, ...refundRow(t, ctx));',
      },
    ],
  },
  {
    name: "readd",
    mistake: "the credit carries Disabled: false",
    owed: false,
    edits: [
      {
        file: "src/adapters/cgrates/set-balance.ts",
        search: "Weight: bucket.weight, ...subject }",
        replace: "Weight: bucket.weight, Disabled: false, ...subject }",
      },
    ],
  },
  {
    name: "reason-overwritten",
    mistake: 'a deadline replaces the reason "operator" or "refunded externally"',
    owed: false,
    edits: [
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
    edits: [
      {
        file: "src/domain/ocs/validity.ts",
        search: 'notOfOurs !== "all" && !notOfOurs.has(b.id);',
        replace: 'notOfOurs !== "all" && notOfOurs.size >= 0;',
      },
    ],
  },
  {
    name: "ungranted",
    mistake: "the bytes leave before the grant is stored",
    owed: false,
    edits: [
      {
        file: `${TOP_UP}decide/grant.ts`,
        search: 'return emit({ kind: "send", body: grant.body }, {',
        replace: `return grant.body
          ? unchanged({ kind: "send", body: grant.body })
          : emit({ kind: "send", body: grant.body }, {`,
      },
    ],
  },
  {
    name: "unclaimed",
    mistake: "no consumer may claim a top-up that is resolving",
    owed: false,
    edits: [
      {
        file: `${TOP_UP}decide/claim.ts`,
        search: 'resolving: take("revoke"),',
        replace: "resolving: nothing,",
      },
    ],
  },
];

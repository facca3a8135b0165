/** Mutants of the exploration: each is the product with one mistake. */
import type { Edit } from "../hooks.ts";
import type { Exploration } from "./explorations.ts";

export interface Mutant {
  readonly name: string;
  readonly mistake: string;
  readonly where: Exploration;
  readonly edits: readonly Edit[];
}

const TOP_UP = "src/domain/top-up/";
export const MUTANTS: readonly Mutant[] = [
  {
    name: "noturn",
    mistake: "two top-ups of one account are granted at the same time",
    where: "default",
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
    where: "default",
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
    where: "default",
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
    where: "default",
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
    where: "default",
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
    where: "refunding while the OCS is silent",
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
    where: "default",
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
    where: "default",
    edits: [
      {
        file: `${TOP_UP}decide/claim.ts`,
        search: 'resolving: take("revoke"),',
        replace: "resolving: nothing,",
      },
    ],
  },
  {
    name: "disabled-is-revoked",
    mistake: "a disabled account is refunded before a reading shows the tombstone in it",
    where: "the account is disabled after the grant",
    edits: [
      {
        file: `${TOP_UP}decide/revoke.ts`,
        search: `    case "account_disabled":
    case "present":
    case "absent":`,
        replace: `    case "account_disabled":
      return emit(STOP, { type: "Revoked" }, ...refundRow(t, ctx));
    case "present":
    case "absent":`,
      },
    ],
  },
  {
    name: "gone-undecided",
    mistake: "a top-up is parked without its account and undecided, so that its bucket counts",
    where: "the account is gone after the grant",
    edits: [
      {
        file: `${TOP_UP}decide/revoke.ts`,
        search: 't.decision === "return" ? [] : [{ type: "RevocationDecided" }];',
        replace: "[];",
      },
    ],
  },
  {
    name: "gone-is-revoked",
    mistake: "an account that is gone is refunded, although its bucket may come back with it",
    where: "the account is gone after the grant",
    edits: [
      {
        file: `${TOP_UP}decide/revoke.ts`,
        search: 'return reading.kind === "unreadable" ? silent(t, why, ctx) : gone(t, ctx);',
        replace: `return reading.kind === "unreadable" ? silent(t, why, ctx)
          : emit(STOP, { type: "RevocationDecided" }, { type: "Revoked" }, ...refundRow(t, ctx));`,
      },
    ],
  },
  {
    name: "wish-is-proof",
    mistake: "a customer who does not want to wait is refunded without a reading",
    where: "default",
    edits: [
      {
        file: `${TOP_UP}decide/people.ts`,
        search: 'crediting: () => done({ type: "ResolvingBegan", reason: "customer" }),',
        replace: 'crediting: decideReturn("customer"),',
      },
    ],
  },
];

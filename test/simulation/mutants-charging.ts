/** Mistakes with a charging system that is slow, crosses answers, or has lost the account. */
import type { Mutant } from "./mutant.ts";

const DECIDE = "src/domain/top-up/decide";

export const CHARGING_MUTANTS: readonly Mutant[] = [
  {
    name: "the id of an answer is not compared",
    edits: [
      {
        file: "src/adapters/cgrates/json-rpc.ts",
        search: "if (parsed.data.id !== id) return",
        replace: "if (parsed.data.id === undefined) return",
      },
    ],
    kind: "account_gone",
    within: 500,
  },
  {
    name: "an account that is gone is written to",
    edits: [
      {
        file: `${DECIDE}/revoke.ts`,
        search: `  switch (evidence) {
    case "unreadable":
    case "no_account":
      return notRead(t, c, ctx);
    case "account_disabled":
    case "present":`,
        replace: `  switch (evidence) {
    case "unreadable":
      return notRead(t, c, ctx);
    case "no_account":
    case "account_disabled":
    case "present":`,
      },
      {
        file: `${DECIDE}/revoke.ts`,
        search: `    case "unreadable":
    case "no_account":
      return notRead(t, c, ctx);
    // Days`,
        replace: `    case "unreadable":
      return notRead(t, c, ctx);
    case "no_account":
    // Days`,
      },
    ],
    kind: "gone_for_good",
    within: 100,
  },
  {
    name: "an account that is gone is waited for until the frozen end",
    edits: [
      {
        file: `${DECIDE}/revoke.ts`,
        search: "if (!often || now < since + timings.accountGoneMs) return",
        replace: "if (often || now >= since) return",
      },
    ],
    kind: "gone_for_good",
    within: 100,
  },
  {
    name: "a disabled account is refunded before the tombstone is seen",
    edits: [
      {
        file: `${DECIDE}/revoke.ts`,
        search: `    case "account_disabled":
    case "present":
    case "absent":`,
        replace: `    case "account_disabled":
      return emit(STOP, { type: "Revoked" }, ...refundRow(t, ctx));
    case "present":
    case "absent":`,
      },
    ],
    kind: "gone_for_good",
    within: 500,
  },
  {
    name: "the customer's wish needs no proof",
    edits: [
      {
        file: `${DECIDE}/people.ts`,
        search: 'crediting: () => done({ type: "ResolvingBegan", reason: "customer" }),',
        replace: 'crediting: decideReturn("customer"),',
      },
    ],
    kind: "rough",
    within: 500,
  },
  {
    name: "a reading is short while resolving and revoking",
    edits: [
      {
        file: `${DECIDE}/claim.ts`,
        search: "budget: { callMs: resolvingCallMs, tryMs: resolvingTryMs },",
        replace: "budget: { callMs: resolvingCallMs / 8, tryMs: resolvingTryMs },",
      },
    ],
    kind: "slow_ocs",
    within: 100,
  },
];

/** Mistakes that somebody could make. Each must be found within a stated number of seeds. */
import type { Edit } from "./hooks.ts";
import type { Kind } from "./scenario-kinds.ts";

export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The kind of seed that is about this. Null: any. */
  readonly kind: Kind | null;
  readonly within: number;
  /** Liveness: the other drivers are switched off. */
  readonly withoutCron?: true;
}
const TOP_UP = "src/domain/top-up";
const OBJECT = "src/service-object";

export const MUTANTS: readonly Mutant[] = [
  {
    name: "refund before withdrawal",
    edits: [
      {
        file: `${TOP_UP}/decide-withdraw.ts`,
        search: 'return go(tombstone(t, grant), { type: "WithdrawalDecided" });',
        replace:
          'return go(tombstone(t, grant), { type: "WithdrawalDecided" }, ...refundRow(t, ctx));',
      },
    ],
    kind: "rough",
    within: 1000,
  },
  {
    name: "stale reading grants (no fence)",
    edits: [
      {
        file: `${TOP_UP}/decide-grant.ts`,
        search: `const freeze = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permission> => {
  if (!isCurrent(t, c.fence)) return still(stop("stale_fence"));`,
        replace:
          "const freeze = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permission> => {",
      },
    ],
    kind: "plan_moves",
    within: 4000,
  },
  {
    name: "end recomputed on retry",
    edits: [
      {
        file: `${TOP_UP}/decide-grant.ts`,
        search: 'return still({ kind: "send", body: grant.body });',
        replace: `const generation = t.credit.generation - 1;
  const before = { ...t, credit: { ...t.credit, generation } };
  return freezeOn(before, c.reading as AccountReading, ctx);`,
      },
    ],
    kind: "rough",
    within: 500,
  },
  {
    name: "base without turn",
    edits: [
      {
        file: `${OBJECT}/core.ts`,
        search: "(t.turn ?? Number.POSITIVE_INFINITY) <= first",
        replace: "(t.turn ?? first) <= Number.POSITIVE_INFINITY",
      },
    ],
    kind: "rough",
    within: 1000,
  },
  {
    name: "returned bucket counts",
    edits: [
      {
        file: `${OBJECT}/core.ts`,
        search: 'standing.filter((s) => s.standing === "returned").map((s) => s.bucketId)',
        replace: "standing.slice(standing.length).map((s) => s.bucketId)",
      },
    ],
    kind: "owed",
    within: 4000,
  },
  {
    name: "settle by event id only",
    edits: [
      {
        file: `${TOP_UP}/decide-money.ts`,
        search: "...everyAfterPaid(cameBack),",
        replace: "...everyAfterPaid(pays),",
      },
    ],
    kind: "rough",
    within: 500,
  },
  {
    name: "no check for money returned outside",
    edits: [
      {
        file: `${TOP_UP}/money-facts.ts`,
        search: "returnedOutsideMinor: Math.max(0, reading.returnedMinor - ours),",
        replace: "returnedOutsideMinor: Math.min(0, ours),",
      },
    ],
    kind: "rough",
    within: 1000,
  },
  {
    name: "closing reason overwritten",
    edits: [
      {
        file: `${TOP_UP}/decide-record.ts`,
        search: 'closing: later("unknown"),',
        replace:
          'closing: () => go(RECORDED, { type: "ClosingReasonChanged", reason: "silence" }),',
      },
    ],
    kind: "silent_ocs",
    within: 3000,
  },
  {
    name: "alarm not re-armed",
    edits: [
      {
        file: `${OBJECT}/object.ts`,
        search: "await this.ctx.storage.setAlarm(Date.now() + INSURANCE_MS);",
        replace: "",
      },
      {
        file: `${OBJECT}/object.ts`,
        search: `await this.#outbox.drive();
    this.#core.rearm();
  }

  async poke`,
        replace: `await this.#outbox.drive();
  }

  async poke`,
      },
      {
        file: `${OBJECT}/core.ts`,
        search: "this.#commit(() => []);",
        replace: `this.store.commit(() => {
      this.#outgoing.push(...this.#markSent());
    });`,
      },
    ],
    kind: "rough",
    within: 500,
    withoutCron: true,
  },
  {
    name: "lease end not armed at claim",
    edits: [
      {
        file: "src/domain/retry.ts",
        search: "if (lease) return lease.until;",
        replace: "if (lease) return null;",
      },
    ],
    kind: "rough",
    within: 500,
    withoutCron: true,
  },
  {
    name: "what was sent is forgotten with the memory",
    edits: [
      {
        file: `${OBJECT}/core.ts`,
        search: "new Map(Object.entries(deps.store.facts.sent))",
        replace: "new Map()",
      },
    ],
    kind: "stripe_silent",
    within: 200,
  },
  {
    name: "refund key without the refund's id",
    edits: [
      {
        file: "test/simulation/world/stripe.ts",
        search: "order.refundId}`;",
        replace: "order.intentId}`;",
      },
    ],
    kind: "refund_trouble",
    within: 4000,
  },
  {
    name: "projection without seq",
    edits: [
      {
        file: "src/adapters/d1/bulk.ts",
        search: "WHERE excluded.seq > ",
        replace: "WHERE 0 < ",
      },
    ],
    kind: "silent_ocs",
    within: 1000,
  },
  {
    name: "late success on a lapsed top-up refused",
    edits: [
      {
        file: `${TOP_UP}/decide-money.ts`,
        search: "unpaid: otherPays(paysLate),",
        replace: "unpaid: nothing,",
      },
      {
        file: `${TOP_UP}/decide-money.ts`,
        search: "unpaid: paysLate,",
        replace: "unpaid: nothing,",
      },
    ],
    kind: "unpaid",
    within: 1000,
  },
  {
    name: "a letter without a key is handed over again",
    edits: [
      {
        file: "src/actions/notify.ts",
        search: "once: !mail.keyed",
        replace: "once: false",
      },
    ],
    kind: "rough",
    within: 200,
  },
];

/** Mutants of the simulation: mistakes, each of which must be found within a number of seeds. */
import type { Mutant } from "./mutant.ts";
import { CHARGING_MUTANTS } from "./mutants-charging.ts";
import { KEYED_MUTANTS } from "./mutants-keyed.ts";
import { LEGACY_MUTANTS } from "./mutants-legacy.ts";

const TOP_UP = "src/domain/top-up";
const OBJECT = "src/object/service";

export const MUTANTS: readonly Mutant[] = [
  {
    name: "a try is counted after it",
    edits: [
      {
        file: "src/app/payment/admit-try.ts",
        search: "const full = await counters.take({ id, owner: serviceId, rates });",
        replace: "const full = await counters.full({ rates });",
      },
      {
        file: "src/app/payment/confirm-top-up.ts",
        search: "() => needs.payments.confirmIntent(order));",
        replace: `() => needs.payments.confirmIntent(order));
  const { id, rates } = counted;
  await needs.counters.take({ id, owner: before.serviceId, rates });`,
      },
    ],
    kind: "calm",
    within: 100,
  },
  {
    name: "orphan of a spent key is left",
    edits: [
      {
        file: "src/app/payment/act-on-event.ts",
        search: "return topUp !== null && !holds(topUp, intentId);",
        replace: "return topUp === null && !holds(topUp, intentId);",
      },
    ],
    kind: "rough",
    within: 500,
  },
  {
    name: "refund before revocation",
    edits: [
      {
        file: `${TOP_UP}/decide/revoke.ts`,
        search: 'return tombstone(t, grant, ctx, { type: "RevocationDecided" });',
        replace:
          'return tombstone(t, grant, ctx, { type: "RevocationDecided" }, ...refundRow(t, ctx));',
      },
    ],
    kind: "rough",
    within: 1000,
  },
  {
    name: "stale reading grants (no fence)",
    edits: [
      {
        file: `${TOP_UP}/decide/grant.ts`,
        search: `const freeze = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> => {
  if (!isCurrent(t, c.fence)) return unchanged(stop("stale_fence"));`,
        replace: "const freeze = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> => {",
      },
    ],
    kind: "plan_moves",
    within: 4000,
  },
  {
    name: "end recomputed on retry",
    edits: [
      {
        file: `${TOP_UP}/decide/grant.ts`,
        search: 'return unchanged({ kind: "send", body: grant.body });',
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
        search: 'buckets.filter((s) => s.state === "returned").map((s) => s.bucketId)',
        replace: "buckets.slice(buckets.length).map((s) => s.bucketId)",
      },
    ],
    kind: "owed",
    within: 4000,
  },
  {
    name: "sync by event id only",
    edits: [
      {
        file: `${TOP_UP}/decide/payment.ts`,
        search: "...everyAfterReview(externalRefundReversed),",
        replace: "...everyAfterReview(pays),",
      },
    ],
    kind: "rough",
    within: 500,
  },
  {
    name: "no check for external refunds",
    edits: [
      {
        file: `${TOP_UP}/decide/payment-facts.ts`,
        search: "refundedExternallyMinor: Math.max(0, reading.returnedMinor - ours),",
        replace: "refundedExternallyMinor: Math.min(0, ours),",
      },
    ],
    kind: "rough",
    within: 1000,
  },
  {
    name: "resolving reason overwritten",
    edits: [
      {
        file: `${TOP_UP}/decide/record.ts`,
        search: 'resolving: later("unknown"),',
        replace:
          'resolving: () => emit(RECORDED, { type: "ResolvingReasonChanged", reason: "silence" }),',
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

  async wake`,
        replace: `await this.#outbox.drive();
  }

  async wake`,
      },
      {
        file: `${OBJECT}/core.ts`,
        search: "      this.#commit(() => []);",
        replace: `      this.store.commit(() => {
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
        file: "src/domain/top-up/due-times.ts",
        search: "if (lease) return lease.until;",
        replace: "if (lease) return null;",
      },
    ],
    kind: "rough",
    within: 500,
    withoutCron: true,
  },
  {
    name: "last dispatches are forgotten with the memory",
    edits: [
      {
        file: `${OBJECT}/core.ts`,
        search: "new Map(Object.entries(deps.store.facts.lastDispatches))",
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
        search: "order.refundId}",
        replace: "order.intentId}",
      },
    ],
    kind: "refund_trouble",
    within: 4000,
  },
  {
    name: "a new refund key without a list",
    edits: [
      {
        file: "src/app/refund/process-refunds.ts",
        search:
          "return (await payments.findRefund(order)) ?? (await payments.createRefund(order));",
        replace: "return await payments.createRefund(order);",
      },
    ],
    kind: "refund_trouble",
    within: 100,
  },
  // Refunds that fail here move a top-up that has ended, so that two projections of it overlap.
  {
    name: "projection without seq",
    edits: [
      {
        file: "src/adapters/d1/bulk.ts",
        search: "WHERE excluded.seq > ",
        replace: "WHERE 0 < ",
      },
    ],
    kind: "slow_cancel",
    within: 1000,
  },
  {
    name: "late success on a canceled top-up refused",
    edits: [
      {
        file: `${TOP_UP}/decide/payment.ts`,
        search: "canceled: otherPays(paysLate),",
        replace: "canceled: nothing,",
      },
      {
        file: `${TOP_UP}/decide/payment.ts`,
        search: "canceled: paysLate,",
        replace: "canceled: nothing,",
      },
    ],
    kind: "canceled",
    within: 1000,
  },
  {
    name: "a notice without a key is handed over again",
    edits: [
      {
        file: "src/app/notice/send-notices.ts",
        search: "once: !needs.emailSender.keyed",
        replace: "once: false",
      },
    ],
    kind: "rough",
    within: 200,
  },
  {
    name: "the payer of a given-up top-up is kept",
    edits: [
      {
        file: `${OBJECT}/payer-rows.ts`,
        search: "DELETE FROM payer WHERE forget_at <= ?",
        replace: "UPDATE payer SET forget_at = NULL WHERE forget_at <= ?",
      },
    ],
    kind: "canceled",
    within: 100,
  },
  {
    name: "the payer of a paid top-up is forgotten",
    edits: [
      {
        file: `${TOP_UP}/due-times.ts`,
        search: 'stateOf(t) === "canceled" && !hasReceived(t)',
        replace: 'stateOf(t) === "credited"',
      },
    ],
    kind: "calm",
    within: 100,
  },
  ...CHARGING_MUTANTS,
  ...KEYED_MUTANTS,
  ...LEGACY_MUTANTS,
];

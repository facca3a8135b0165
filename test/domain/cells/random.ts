/** Random commands for one top-up. Stripe and the OCS may answer anything that the types allow. */
import fc from "fast-check";
import { type IntentId, toOfferId } from "../../../src/domain/base/ids.ts";
import type { Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../../src/domain/payment/intent-reading.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";
import { claimTopUp } from "../../../src/domain/top-up/decide/claim.ts";
import { grantCredit } from "../../../src/domain/top-up/decide/grant.ts";
import { recordIntent } from "../../../src/domain/top-up/decide/intent.ts";
import { recordNoIntent } from "../../../src/domain/top-up/decide/no-intent.ts";
import { recordPayment } from "../../../src/domain/top-up/decide/payment.ts";
import * as people from "../../../src/domain/top-up/decide/people.ts";
import { recordEvidence } from "../../../src/domain/top-up/decide/record.ts";
import { recordManualRefund, recordRefund } from "../../../src/domain/top-up/decide/refund.ts";
import { revokeCredit } from "../../../src/domain/top-up/decide/revoke.ts";
import { reconcileCredit, recordDeadLetter, tick } from "../../../src/domain/top-up/decide/time.ts";
import {
  ATTEMPT,
  account,
  answered,
  payment,
  refusedWrite,
  reviewIn,
  TOP_UP_ID,
  type World,
} from "./world.ts";

export interface Step {
  readonly name: string;
  readonly run: (w: World) => void;
  /** For steps that bring a payment. */
  readonly reading?: IntentReading;
}
const step = (name: string, run: Step["run"]): Step => ({ name, run });
const also = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** `pi_3` has another amount than the price; Stripe never changes the amount of an intent. */
const amountOf = (intentId: IntentId) =>
  intentId === "pi_3" ? { minor: 6999, currency: "usd" } : { minor: 7000, currency: "usd" };

const payments = fc
  .record({
    intentId: also<IntentId>("pi_1", "pi_1", "pi_1", "pi_2", "pi_3"),
    status: also<IntentReading["status"]>(
      "open",
      "processing",
      "authorized",
      "canceled",
      "succeeded",
      "succeeded",
      "succeeded",
    ),
    returnedMinor: also(0, 0, 0, 0, 1000, 7000),
    disputed: also(false, false, false, false, true),
    risk: also<IntentReading["risk"]>("normal", "normal", "elevated", null),
    review: also<IntentReading["review"]>(null, null, reviewIn("open"), reviewIn("approved")),
    tagged: fc.boolean(),
    declined: fc.boolean(),
    declines: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ tagged, declined, declines, status, ...rest }): Step => {
    const reading = payment(status, {
      ...rest,
      amount: amountOf(rest.intentId),
      returnedMinor: Math.min(rest.returnedMinor, amountOf(rest.intentId).minor),
      decline: declined ? { code: "card_declined", declineCode: null } : null,
      declines,
      metadata: tagged
        ? {
            topUpId: TOP_UP_ID,
            attemptId: ATTEMPT,
            serviceId: "svc_1",
            kind: "days",
            offerId: toOfferId("o"),
            quantity: 7,
          }
        : null,
    });
    const name = `payment ${reading.intentId} ${status} returned ${reading.returnedMinor}`;
    return { ...step(name, (w) => w.do((t, ctx) => recordPayment(t, reading, ctx))), reading };
  });

type Seen = "present" | "absent" | "tombstone" | "silent" | "noAccount" | "disabled";
const see = (w: World, seen: Seen): Reading =>
  seen === "disabled" ? account(w.now, [], true) : w[seen]();
const seen = also<Seen>(
  "present",
  "absent",
  "absent",
  "tombstone",
  "silent",
  "noAccount",
  "disabled",
);
const old = also(0, 0, 0, 0, 1);

const consumer = fc
  .record({ seen, old, write: also<WriteAnswer>(answered, refusedWrite) })
  .chain((c) => {
    const command = (w: World) => ({
      fence: w.t.drive.fence - c.old,
      write: c.write,
      reading: see(w, c.seen),
    });
    return also(
      step("claim", (w) => w.do(claimTopUp)),
      step(`grant ${c.seen}`, (w) => {
        w.do((t, ctx) => grantCredit(t, command(w), ctx));
      }),
      step(`revoke ${c.seen}`, (w) => {
        w.do((t, ctx) => revokeCredit(t, command(w), ctx));
      }),
      step(`record ${c.seen} ${c.write.kind}`, (w) => {
        w.do((t, ctx) => recordEvidence(t, command(w), ctx));
      }),
      step(`reconcile ${c.seen}`, (w) => {
        w.do((t, ctx) => reconcileCredit(t, see(w, c.seen), ctx));
      }),
    );
  });

/** Stripe does not change a refusal: a failed row stays failed here. */
const refunds = also<RefundOutcome>(
  { kind: "succeeded", stripeRefundId: "re_1" },
  { kind: "pending", stripeRefundId: "re_1", reason: null },
  { kind: "failed", stripeRefundId: "re_1", reason: "expired_card" },
  { kind: "refused", why: "disputed", text: "" },
  { kind: "refused", why: "other", text: "" },
  { kind: "short_of_balance", keyNumber: 1, text: "short" },
  { kind: "unknown", text: "timeout" },
).map((outcome) =>
  step(`refund ${outcome.kind}`, (w) => {
    const row = w.t.refunds.at(-1);
    if (!row || row.state === "failed") return;
    w.do((t, ctx) => recordRefund(t, { refundId: row.refundId, outcome }, ctx));
  }),
);

const acts = also<Step>(
  step("intent", (w) => {
    w.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_1" }, ctx));
  }),
  step("another intent", (w) => {
    w.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_2" }, ctx));
  }),
  step("no intent", (w) => {
    const attemptId = w.t.attempts.at(-1)?.attemptId ?? ATTEMPT;
    w.do((t) => recordNoIntent(t, { attemptId, why: "key_spent" }));
  }),
  step("cancel", (w) => w.do((t, ctx) => people.cancelTopUp(t, "customer", ctx))),
  step("request refund", (w) => w.do(people.requestRefund)),
  step("operator refunds", (w) => w.do(people.refundTopUp)),
  step("confirm", (w) => w.do((t, ctx) => people.confirmCredited(t, w.present(), ctx))),
  step("redrive", (w) => w.do(people.redriveTopUp)),
  step("approve", (w) => w.do((t, ctx) => people.approveTopUp(t, ctx))),
  step("reject", (w) => w.do((t, ctx) => people.rejectTopUp(t, ctx))),
  step("refunded manually", (w) => w.do((t) => recordManualRefund(t, { reference: "bank 7" }))),
  step("dead letter", (w) => w.do((t) => recordDeadLetter(t, "provisioning"))),
);

const time = also(1000, 20_000, 61_000, 121_000, 700_000, 90_000_000, 700_000_000).map((ms) =>
  step(`tick after ${ms}`, (w) => {
    w.later(ms).do(tick);
  }),
);

/** The way of an ordinary top-up, so that random steps start in late states too. */
const ordinary = (w: World, far: number): void => {
  const way: ((w: World) => void)[] = [
    (o) => o.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_1" }, ctx)),
    (o) => o.do((t, ctx) => recordPayment(t, payment("succeeded"), ctx)),
    (o) => {
      const fence = o.fence();
      o.do((t, ctx) => grantCredit(t, { fence, reading: o.absent() }, ctx));
    },
    (o) => {
      const command = { fence: o.later(61_000).fence(), write: answered, reading: o.absent() };
      o.do((t, ctx) => recordEvidence(t, command, ctx));
    },
    (o) => {
      const fence = o.fence();
      o.do((t, ctx) => revokeCredit(t, { fence, reading: o.absent() }, ctx));
    },
  ];
  for (const step of way.slice(0, far)) step(w);
};

export const start = fc.record({
  far: fc.integer({ min: 0, max: 5 }),
  needsApproval: also(false, false, false, true),
  refundWhileSilent: fc.boolean(),
});
export const begin = (w: World, far: number): World => {
  ordinary(w, w.t.request.needsApproval ? 0 : far);
  return w;
};
export const steps = fc.array(fc.oneof(payments, consumer, consumer, refunds, acts, time), {
  minLength: 1,
  maxLength: 25,
});

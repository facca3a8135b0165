/** All commands to the object, as routes and consumers give them. */

import { refOf } from "../../../src/app/base/actor.ts";
import type { OrderAnswer } from "../../../src/app/ports/service-object/operator.ts";
import type { ErrorCode } from "../../../src/domain/base/errors.ts";
import { type TopUpId, toOfferId } from "../../../src/domain/base/ids.ts";
import type { Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../../src/domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../../src/domain/payment/metadata.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";
import type { Permit } from "../../../src/domain/top-up/decide/grant.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import {
  approveOrder,
  confirmCredited,
  redriveTopUp,
  refundTopUp,
} from "../../../src/object/service/commands/operator.ts";
import { recordPayment } from "../../../src/object/service/commands/payment.ts";
import {
  claimTopUp,
  grantCredit,
  recordEvidence,
  revokeCredit,
  tickTopUp,
} from "../../../src/object/service/commands/provisioning.ts";
import { recordRefund, requestRefund } from "../../../src/object/service/commands/refund.ts";
import type { Core } from "../../../src/object/service/core.ts";
import { operator } from "../../app/actors.ts";
import { payment } from "../../domain/cells/world.ts";
import type { Answer, Order } from "./pairs.ts";
import { intentOf, type Side } from "./setting.ts";

type Act = Order["act"];
const DONE: Answer = { kind: "done" };
const withoutAnswer =
  (act: (core: Core, topUpId: TopUpId) => unknown): Act =>
  (core, topUpId) => {
    act(core, topUpId);
    return DONE;
  };
const permitted = (permit: Permit): Answer => (permit.kind === "send" ? permit : DONE);

// --- consumers -----------------------------------------------------------------------------------

export const claim: Act = (core, topUpId) => {
  const claimed = claimTopUp(core, topUpId);
  return claimed.kind === "done" ? DONE : { kind: claimed.kind };
};
export const grant =
  (fence: number, reading: Reading): Act =>
  (core, topUpId) =>
    permitted(grantCredit(core, { topUpId, fence, reading }));
export const revoke =
  (fence: number, reading: Reading): Act =>
  (core, topUpId) =>
    permitted(revokeCredit(core, { topUpId, fence, reading }));
export const record = (fence: number, write: WriteAnswer, reading: Reading): Act =>
  withoutAnswer((core, topUpId) => recordEvidence(core, { topUpId, fence, write, reading }));

// --- customers, operators, Stripe and time -------------------------------------------------------

/** What can happen to one top-up without a consumer. */
export interface Happening {
  /** Completes the sentence "top-up A …". */
  readonly what: string;
  readonly act: Act;
  readonly promise?: "made" | "ended";
  /** It happens without any fault and without any person. */
  readonly natural: boolean;
  readonly when: (t: TopUp) => boolean;
}

const [ANN, BEN] = [refOf(operator("ann")), refOf(operator("ben"))];
/** Everything that gives money needs an approval here; the request changes nothing but itself. */
const order = (topUpId: TopUpId) => ({
  topUpId,
  actor: ANN,
  reason: "asked",
  approvalAbove: { minor: 0, currency: "usd" },
});
/** What ann orders, ben approves at once: between the two the facts cannot change unseen. */
function approved(
  core: Core,
  topUpId: TopUpId,
  answer: OrderAnswer<ErrorCode>,
  reading: Reading | null,
) {
  if (answer.kind !== "approval_needed") return;
  const { approvalId } = answer.request;
  approveOrder(core, { topUpId, approvalId, actor: BEN, reading });
}
const paymentRead = (side: Side, change: Partial<IntentReading>): Act =>
  withoutAnswer((core, topUpId) => {
    const metadata: PaymentMetadata = {
      topUpId,
      attemptId: `att_${topUpId}_1`,
      serviceId: "svc_01jtd5m3k4abcdefghjkmnpqrs",
      kind: "days",
      offerId: toOfferId("off_days"),
      quantity: 1,
    };
    const reading = payment("succeeded", { intentId: intentOf(side), metadata, ...change });
    return recordPayment(core, { reading, reconstructed: null });
  });
const answered = (outcome: RefundOutcome): Act =>
  withoutAnswer((core, topUpId) => {
    const row = core.store.load(topUpId)?.refunds.at(-1);
    if (row) recordRefund(core, { topUpId, refundId: row.refundId, outcome });
  });

const price = (t: TopUp): number => t.request.price.minor;
const row = (t: TopUp) => t.refunds.at(-1)?.state;
/** What Stripe has refunded, by our row or externally; minor units. */
const refunded = (t: TopUp): number =>
  row(t) === "succeeded" ? price(t) : (t.money?.refundedExternallyMinor ?? 0);

/** What can happen to the top-up `t` of this side now. */
export function happenings(side: Side, t: TopUp): readonly Happening[] {
  const all: readonly Happening[] = [
    {
      what: "is paid, or the payment is reported again",
      act: paymentRead(side, { returnedMinor: refunded(t) }),
      natural: true,
      when: () => true,
    },
    {
      what: "is refunded externally, all of it",
      act: paymentRead(side, { returnedMinor: price(t) }),
      promise: "made",
      natural: false,
      when: (it) => stateOf(it) !== "credited" && refunded(it) === 0,
    },
    { what: "waits too long", act: withoutAnswer(tickTopUp), natural: true, when: () => true },
    {
      what: "gets a refund request of its customer",
      act: withoutAnswer((core, topUpId) => {
        const { sessionId } = t.request;
        if (sessionId !== null) requestRefund(core, { topUpId, sessionId });
      }),
      natural: false,
      when: () => true,
    },
    {
      what: "is refunded by an operator",
      act: withoutAnswer((core, id) => approved(core, id, refundTopUp(core, order(id)), null)),
      promise: "made",
      natural: row(t) === "failed",
      when: (it) => it.money !== null,
    },
    {
      what: "is redriven by an operator",
      act: withoutAnswer((core, id) => redriveTopUp(core, order(id))),
      natural: false,
      // A third generation adds nothing to a second one.
      when: (it) => it.credit.generation < 2,
    },
    ...refundHappenings(),
  ];
  return all.filter((each) => each.when(t));
}

function refundHappenings(): readonly Happening[] {
  const stripeRefundId = "re_1";
  return [
    {
      what: "has its refund succeed",
      act: answered({ kind: "succeeded", stripeRefundId }),
      natural: true,
      when: (t) => row(t) === "requested",
    },
    {
      what: "has its refund refused",
      act: answered({ kind: "refused", why: "other", text: "no" }),
      natural: false,
      when: (t) => row(t) === "requested",
    },
    {
      what: "has its refund fail after it succeeded",
      act: answered({ kind: "failed", stripeRefundId, reason: "bank" }),
      natural: false,
      when: (t) => row(t) === "succeeded",
    },
  ];
}

/** An operator confirms the credit with a reading of this moment. */
export const confirm = (reading: Reading): Act =>
  withoutAnswer((core, id) =>
    approved(core, id, confirmCredited(core, { ...order(id), reading }), reading),
  );

/** Every state of the specification, and the variants that its cells distinguish. */

import type { Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../../src/domain/payment/intent-reading.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";
import { grantCredit } from "../../../src/domain/top-up/decide/grant.ts";
import { recordIntent } from "../../../src/domain/top-up/decide/intent.ts";
import { recordPayment } from "../../../src/domain/top-up/decide/payment.ts";
import {
  approveTopUp,
  cancelTopUp,
  refundTopUp,
  requestRefund,
} from "../../../src/domain/top-up/decide/people.ts";
import { recordEvidence } from "../../../src/domain/top-up/decide/record.ts";
import { recordRefund } from "../../../src/domain/top-up/decide/refund.ts";
import { revokeCredit } from "../../../src/domain/top-up/decide/revoke.ts";
import type { TopUpRequest } from "../../../src/domain/top-up/top-up.ts";
import { ATTEMPT, answered, OFFER, payment, refusedWrite, reviewIn, World } from "./world.ts";

type Change = Partial<TopUpRequest>;
const MINUTE = 60_000;
const OPTED_IN: Change = { offer: { ...OFFER, refundWhileSilent: true } };

export const paymentRecorded = (w: World, reading: IntentReading): World => {
  w.do((t, ctx) => recordPayment(t, reading, ctx));
  return w;
};
export const granted = (w: World, reading: Reading = w.absent()): World => {
  const fence = w.fence();
  w.do((t, ctx) => grantCredit(t, { fence, reading }, ctx));
  return w;
};
export const evidenceRecorded = (
  w: World,
  reading: Reading,
  write: WriteAnswer = answered,
): World => {
  const fence = w.fence();
  w.do((t, ctx) => recordEvidence(t, { fence, write, reading }, ctx));
  return w;
};
export const revoked = (w: World, reading: Reading): World => {
  const fence = w.fence();
  w.do((t, ctx) => revokeCredit(t, { fence, reading }, ctx));
  return w;
};
export const refunded = (w: World, outcome: RefundOutcome): World => {
  const refundId = w.t.refunds.at(-1)?.refundId ?? "rfd_none";
  w.do((t, ctx) => recordRefund(t, { refundId, outcome }, ctx));
  return w;
};
const refundedExternally = (w: World, returnedMinor: number): World =>
  paymentRecorded(w, payment("succeeded", { returnedMinor }));

export const NOT_REFUNDED: RefundOutcome = { kind: "refused", why: "other", text: "no" };
export const REFUNDED: RefundOutcome = { kind: "succeeded", stripeRefundId: "re_1" };

const noIntent = (change: Change = {}) => new World(change);
const awaiting = (change: Change = {}): World => {
  const w = noIntent(change);
  w.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_1" }, ctx));
  return w;
};
const canceling = (change: Change = {}) => {
  const w = awaiting(change);
  w.do((t, ctx) => cancelTopUp(t, "customer", ctx));
  return w;
};
const never = (change: Change = {}) => {
  const w = noIntent(change);
  w.do((t, ctx) => cancelTopUp(t, "customer", ctx));
  return w;
};
const paid = (change: Change = {}) => paymentRecorded(awaiting(change), payment("succeeded"));
const crediting = (change: Change = {}) => granted(paid(change)).later(20_000);
const resolving = (change: Change = {}) => {
  const w = crediting(change).later(MINUTE);
  return evidenceRecorded(w, w.absent());
};
const resolvingFor = (how: (w: World) => World) => how(crediting()).later(20_000);
const operatorAsks = (w: World) => {
  w.do(refundTopUp);
  return w;
};
const customerAsks = (w: World) => {
  w.do(requestRefund);
  return w;
};
const credited = () => {
  const w = crediting();
  return evidenceRecorded(w, w.present());
};
const revoking = () => {
  const w = resolving();
  return revoked(w, w.absent()).later(MINUTE);
};
const reversing = () => {
  const w = credited();
  return w.apply([{ type: "ReversalDecided", turn: 2 }]);
};
const refunding = () => operatorAsks(paid());
const refusedTimes = (n: number): World => {
  const w = revoking();
  for (let i = 0; i < n; i++) evidenceRecorded(w.later(2 * MINUTE), w.absent(), refusedWrite);
  return w;
};
const parked = () => refusedTimes(10);
const owed = () => {
  const w = resolving(OPTED_IN);
  revoked(w, w.silent());
  w.later(3 * MINUTE);
  return revoked(w, w.silent()).later(20_000);
};
const failed = (w: World) => refunded(w, NOT_REFUNDED);
const done = (w: World) => refunded(w, REFUNDED);
const takenBack = () => {
  const w = revoking();
  return evidenceRecorded(w, w.tombstone());
};

export const GIVEN = {
  AW: awaiting,
  "AW no intent": noIntent,
  PR: () => paymentRecorded(awaiting(), payment("processing")),
  CN: () => canceling(),
  CA: () => paymentRecorded(canceling(), payment("canceled")),
  "CA never made": never,
  "CA not approved": () => never({ needsApproval: true }),
  AP: () => noIntent({ needsApproval: true }),
  RV: () => paymentRecorded(awaiting(), payment("succeeded", { review: reviewIn("open") })),
  "RV elevated": () =>
    paymentRecorded(awaiting({ reviewsRisk: true }), payment("succeeded", { risk: "elevated" })),
  "AW reviews risk": () => awaiting({ reviewsRisk: true }),
  "PR reviews risk": () => paymentRecorded(awaiting({ reviewsRisk: true }), payment("processing")),
  "CN reviews risk": () => canceling({ reviewsRisk: true }),
  "PD approved": () => {
    const w = paymentRecorded(awaiting(), payment("succeeded", { review: reviewIn("open") }));
    w.do(approveTopUp);
    return w;
  },
  "RV authorized": () => paymentRecorded(awaiting(), payment("authorized")),
  "RV disputed": () => paymentRecorded(paid(), payment("succeeded", { disputed: true })),
  PD: paid,
  CR: crediting,
  "CR opted in": () => crediting(OPTED_IN),
  RS: resolving,
  "RS refused": () => resolvingFor((w) => evidenceRecorded(w, w.absent(), refusedWrite)),
  "RS silence": () =>
    resolvingFor((w) =>
      evidenceRecorded(evidenceRecorded(w, w.silent()).later(3 * MINUTE), w.silent()),
    ),
  "RS refunded externally": () => resolvingFor((w) => refundedExternally(w, 1000)),
  "RS operator": () => resolvingFor(operatorAsks),
  "RS customer": () => resolvingFor(customerAsks),
  "RS opted in": () => resolving(OPTED_IN),
  CD: credited,
  RK: revoking,
  "RK refunded externally": () => refundedExternally(revoking(), 7000),
  "RK refused often": () => refusedTimes(9).later(20_000),
  RE: reversing,
  "RE refunded externally": () => refundedExternally(reversing(), 7000),
  RF: refunding,
  "RF owed": owed,
  "RF revoked": takenBack,
  FF: () => failed(refunding()),
  "FF owed": () => failed(owed()),
  "FF revoked": () => failed(takenBack()),
  RD: () => done(refunding()),
  "RD owed": () => done(owed()),
  "RD revoked": () => done(takenBack()),
  "RD refunded externally": () => refundedExternally(paid(), 7000),
  PK: parked,
  "PK revoked": () => {
    const w = parked();
    return evidenceRecorded(w, w.tombstone());
  },
  "PK past the end": () => {
    const w = resolving().pastEnd();
    return revoked(w, w.silent());
  },
} satisfies Record<string, () => World>;
export type Given = keyof typeof GIVEN;

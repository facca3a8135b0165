/** Every name of the specification, and the variants that its cells tell apart. */

import type { IntentReading } from "../../../src/domain/payment-reading.ts";
import type { Reading, WriteAnswer } from "../../../src/domain/reading.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";
import { grant } from "../../../src/domain/top-up/decide-grant.ts";
import { recordIntent } from "../../../src/domain/top-up/decide-intent.ts";
import { settle } from "../../../src/domain/top-up/decide-money.ts";
import { cancel, operatorRefund } from "../../../src/domain/top-up/decide-people.ts";
import { record } from "../../../src/domain/top-up/decide-record.ts";
import { refundAnswered } from "../../../src/domain/top-up/decide-refund.ts";
import { withdraw } from "../../../src/domain/top-up/decide-withdraw.ts";
import type { TopUpRequest } from "../../../src/domain/top-up/state.ts";
import { ATTEMPT, answered, OFFER, payment, refusedWrite, World } from "./world.ts";

type Change = Partial<TopUpRequest>;
const MINUTE = 60_000;
const OPTED_IN: Change = { offer: { ...OFFER, refundWhileSilent: true } };

export const settled = (w: World, reading: IntentReading): World => {
  w.do((t, ctx) => settle(t, reading, ctx));
  return w;
};
export const granted = (w: World, reading: Reading = w.absent()): World => {
  const fence = w.fence();
  w.do((t, ctx) => grant(t, { fence, reading }, ctx));
  return w;
};
export const recorded = (w: World, reading: Reading, write: WriteAnswer = answered): World => {
  const fence = w.fence();
  w.do((t, ctx) => record(t, { fence, write, reading }, ctx));
  return w;
};
export const withdrawn = (w: World, reading: Reading): World => {
  const fence = w.fence();
  w.do((t, ctx) => withdraw(t, { fence, reading }, ctx));
  return w;
};
export const refunded = (w: World, outcome: RefundOutcome): World => {
  const refundId = w.t.refunds.at(-1)?.refundId ?? "none";
  w.do((t, ctx) => refundAnswered(t, { refundId, outcome }, ctx));
  return w;
};
const paidOutside = (w: World, returnedMinor: number): World =>
  settled(w, payment("succeeded", { returnedMinor }));

export const NOT_REFUNDED: RefundOutcome = { kind: "refused", why: "other", text: "no" };
export const REFUNDED: RefundOutcome = { kind: "succeeded", stripeRefundId: "re_1" };

const noIntent = (change: Change = {}) => new World(change);
const awaiting = (change: Change = {}): World => {
  const w = noIntent(change);
  w.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_1" }, ctx));
  return w;
};
const lapsing = () => {
  const w = awaiting();
  w.do((t, ctx) => cancel(t, "customer", ctx));
  return w;
};
const never = (change: Change = {}) => {
  const w = noIntent(change);
  w.do((t, ctx) => cancel(t, "customer", ctx));
  return w;
};
const paid = (change: Change = {}) => settled(awaiting(change), payment("succeeded"));
const crediting = (change: Change = {}) => granted(paid(change)).later(20_000);
const closing = (change: Change = {}) => {
  const w = crediting(change).later(MINUTE);
  return recorded(w, w.absent());
};
const closingFor = (how: (w: World) => World) => how(crediting()).later(20_000);
const operatorAsks = (w: World) => {
  w.do(operatorRefund);
  return w;
};
const credited = () => {
  const w = crediting();
  return recorded(w, w.present());
};
const withdrawing = () => {
  const w = closing();
  return withdrawn(w, w.absent()).later(20_000);
};
const reversing = () => {
  const w = credited();
  return w.apply([{ type: "ReversalDecided", turn: 2 }]);
};
const refunding = () => operatorAsks(paid());
const refusedTimes = (n: number): World => {
  const w = withdrawing();
  for (let i = 0; i < n; i++) recorded(w.later(20_000), w.absent(), refusedWrite);
  return w;
};
const parked = () => refusedTimes(10);
const owed = () => {
  const w = closing(OPTED_IN);
  withdrawn(w, w.silent());
  w.later(3 * MINUTE);
  return withdrawn(w, w.silent()).later(20_000);
};
const failed = (w: World) => refunded(w, NOT_REFUNDED);
const done = (w: World) => refunded(w, REFUNDED);
const takenBack = () => {
  const w = withdrawing();
  return recorded(w, w.tombstone());
};

export const GIVEN = {
  AW: awaiting,
  "AW no intent": noIntent,
  PR: () => settled(awaiting(), payment("processing")),
  LP: lapsing,
  UN: () => settled(lapsing(), payment("canceled")),
  "UN never made": never,
  "UN not approved": () => never({ needsApproval: true }),
  AP: () => noIntent({ needsApproval: true }),
  RV: () => settled(awaiting(), payment("succeeded", { riskElevated: true })),
  "RV held": () => settled(awaiting(), payment("held")),
  "RV disputed": () => settled(paid(), payment("succeeded", { disputed: true })),
  PD: paid,
  CR: crediting,
  "CR opted in": () => crediting(OPTED_IN),
  CL: closing,
  "CL refused": () => closingFor((w) => recorded(w, w.absent(), refusedWrite)),
  "CL silence": () =>
    closingFor((w) => recorded(recorded(w, w.silent()).later(3 * MINUTE), w.silent())),
  "CL money back": () => closingFor((w) => paidOutside(w, 1000)),
  "CL operator": () => closingFor(operatorAsks),
  "CL opted in": () => closing(OPTED_IN),
  CD: credited,
  CW: withdrawing,
  "CW money gone": () => paidOutside(withdrawing(), 7000),
  "CW refused often": () => refusedTimes(9).later(20_000),
  RE: reversing,
  "RE money gone": () => paidOutside(reversing(), 7000),
  RF: refunding,
  "RF owed": owed,
  "RF withdrawn": takenBack,
  FF: () => failed(refunding()),
  "FF owed": () => failed(owed()),
  "FF withdrawn": () => failed(takenBack()),
  RD: () => done(refunding()),
  "RD owed": () => done(owed()),
  "RD withdrawn": () => done(takenBack()),
  "RD outside": () => paidOutside(paid(), 7000),
  PK: parked,
  "PK withdrawn": () => {
    const w = parked();
    return recorded(w, w.tombstone());
  },
  "PK past the end": () => {
    const w = closing().pastEnd();
    return withdrawn(w, w.silent());
  },
} satisfies Record<string, () => World>;
export type Given = keyof typeof GIVEN;

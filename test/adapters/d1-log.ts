/** Logs of top-ups, as an object hands them to the projection. */

import type { ProjectedTopUp, ProjectionBatch } from "../../src/app/ports/projection-store.ts";
import {
  bucketId,
  type IntentId,
  referenceNumber,
  type TopUpId,
  toOfferId,
} from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import type { Grant, TopUpRequest } from "../../src/domain/top-up/top-up.ts";
import { newRefund } from "../domain/cells/refund-row.ts";
import { CAST, type CastMember } from "../fixtures/cast.ts";
import { closedPayer, MERCHANT, payerRef } from "../fixtures/payers.ts";

export const T0 = Date.UTC(2026, 10, 22, 9, 0, 0);
const usd = (minor: number) => ({ minor, currency: "usd" });

export function topUpId(n: number): TopUpId {
  return `top_${String(n).padStart(26, "0")}`;
}
export function request(n: number, member: CastMember = CAST.ada): TopUpRequest {
  const { service } = member;
  return {
    topUpId: topUpId(n),
    serviceId: service.id,
    serviceOrdinal: service.ordinal,
    brand: service.brand,
    serviceUuid: service.serviceUuid,
    serviceLabel: service.label,
    serviceKind: service.kind,
    imsi: service.imsi,
    ocs: service.ocs,
    tenant: service.tenant,
    account: service.account,
    timeZone: service.timeZone,
    offer: {
      id: toOfferId("off_00000000000000000000000000"),
      kind: "days",
      name: "Unlimited data",
      currency: "usd",
      unitMinor: 1000,
      tiers: [],
      minQuantity: 1,
      maxQuantity: 30,
      endRule: "exact",
      bucket: {
        type: "*data",
        value: 1e14,
        weight: 20,
        settings: {},
        operatorBuckets: "plan_*",
      },
      onOutageSeconds: null,
      refundWhileSilent: false,
    },
    quantity: 7,
    price: usd(7000),
    sessionId: "ses_00000000000000000000000001",
    payer: payerRef(topUpId(n)),
    identifiedBy: { method: "address", linkId: null },
    merchant: MERCHANT,
    livemode: false,
    origin: "portal",
    needsApproval: false,
    maxWaitMs: null,
    statementSuffix: null,
  };
}

export const intentId = (n: number): IntentId => `pi_${n}`;
export function grant(n: number): Grant {
  return {
    bucketId: bucketId(topUpId(n), 1),
    endAt: T0 + 7 * DAY_MS,
    baseAt: T0,
    floorAt: T0,
    grantedAt: T0 + 3000,
    body: "{}",
  };
}

export function requested(n: number, change: Partial<TopUpRequest> = {}, member?: CastMember) {
  const events: TopUpEvent[] = [
    {
      type: "TopUpRequested",
      request: { ...request(n, member), ...change },
      attemptId: `att_${n}`,
    },
    { type: "IntentRecorded", attemptId: `att_${n}`, intentId: intentId(n) },
  ];
  return events;
}
/** The reference numbers are 2n - 1 and 2n. */
export function paid(n: number, member: CastMember = CAST.ada): TopUpEvent[] {
  const first = referenceNumber(member.service.ordinal, 2 * n - 1);
  return [
    {
      type: "PaymentSucceeded",
      money: {
        intentId: intentId(n),
        received: usd(7000),
        paidAt: T0 + 2000,
        method: "visa 4242",
        refundedExternallyMinor: 0,
        disputed: false,
        wrong: false,
        risk: null,
        review: null,
      },
      referenceNumbers: {
        provisionId: first,
        invoiceId: first,
        saleTransaction: first,
        paymentTransaction: first + 1,
      },
    },
    { type: "DeliverDecided", turn: n },
  ];
}
export function credited(n: number): TopUpEvent[] {
  return [
    { type: "Claimed", fence: 1, until: T0 + 18_000 },
    { type: "Granted", generation: 1, grant: grant(n) },
    { type: "Credited", grant: grant(n) },
  ];
}
export function returning(n: number): TopUpEvent[] {
  const row = newRefund(
    {
      refundId: `rfd_${n}`,
      intentId: intentId(n),
      amount: usd(7000),
      purpose: "return",
    },
    T0 + 4000,
  );
  return [
    { type: "ReturnDecided", reason: "ocs_silent" },
    { type: "RefundRequested", row },
  ];
}
export const refunded = (n: number): TopUpEvent => ({
  type: "RefundAnswered",
  refundId: `rfd_${n}`,
  outcome: { kind: "succeeded", stripeRefundId: `re_${n}` },
});

/** A log with a commit each second; events are numbered from `firstSeq`. */
export function logOf(
  n: number,
  commits: readonly (readonly TopUpEvent[])[],
  firstSeq = 1,
  payer: ProjectedTopUp["payer"] = closedPayer(topUpId(n)),
): ProjectedTopUp {
  let seq = firstSeq;
  const events = commits.flatMap((commit, i) =>
    commit.map((event) => {
      const { type, ...body } = event;
      return { seq: seq++, topUpId: topUpId(n), at: T0 + i * 1000, type, body };
    }),
  );
  return { topUpId: topUpId(n), events, payer };
}
export function batchOf(
  topUps: readonly ProjectedTopUp[],
  member: CastMember = CAST.ada,
): ProjectionBatch {
  const seq = Math.max(...topUps.flatMap((t) => t.events.map((e) => e.seq)));
  return { serviceId: member.service.id, seq, resendNumber: 0, topUps };
}

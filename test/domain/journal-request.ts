/** The request that every journal of the tests begins with: seven days for 70 dollars. */
import { toOfferId } from "../../src/domain/base/ids.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { CAST } from "../fixtures/cast.ts";
import { MERCHANT, payerRef } from "../fixtures/payers.ts";

const { ocs, tenant, account, ...service } = CAST.ada.service;
export const requested: TopUpEvent = {
  type: "TopUpRequested",
  attemptId: "att_1",
  request: {
    topUpId: "top_1",
    serviceId: service.id,
    serviceOrdinal: 1,
    brand: "default",
    serviceUuid: service.serviceUuid,
    serviceLabel: "Hotspot",
    serviceKind: "hotspot_dongle",
    imsi: null,
    ocs,
    tenant,
    account,
    timeZone: "UTC",
    quantity: 7,
    sessionId: "ses_1",
    offer: {
      id: toOfferId("off_1"),
      kind: "days",
      name: "Days",
      currency: "usd",
      unitMinor: 1000,
      tiers: [],
      minQuantity: 1,
      maxQuantity: 30,
      endRule: "exact",
      onOutageSeconds: null,
      refundWhileSilent: false,
      bucket: {
        type: "*data",
        value: 1,
        weight: 1,
        settings: {},
        operatorBuckets: "",
      },
    },
    price: { minor: 7000, currency: "usd" },
    payer: payerRef("top_1"),
    identifiedBy: { method: "none", linkId: null },
    merchant: MERCHANT,
    livemode: false,
    origin: "portal",
    needsApproval: false,
    maxWaitMs: null,
    statementSuffix: null,
  },
};

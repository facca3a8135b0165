/** What use cases hand to the object, invented for one service. */
import type {
  RequestTopUp,
  SessionTopUpRequest,
} from "../../../src/app/ports/service-object/request.ts";
import { attemptId, type IdPrefix, spellId } from "../../../src/domain/base/ids.ts";
import type { Reading } from "../../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../../src/domain/payment/intent-reading.ts";
import type { TopUpRequest } from "../../../src/domain/top-up/top-up.ts";
import { request } from "../../adapters/d1-log.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { ANNA, payerRef, vault } from "../../fixtures/payers.ts";

let count = 0;
const freshId = <P extends IdPrefix>(prefix: P) =>
  spellId(
    prefix,
    Date.now(),
    Array.from({ length: 16 }, (_, i) => (i === 15 ? ++count % 32 : 7)),
  );

/** A request for seven days, by a session of its own. */
export async function requestInput(
  member: CastMember,
  change: Partial<SessionTopUpRequest> = {},
): Promise<RequestTopUp> {
  const topUpId = freshId("top");
  const own = { topUpId, sessionId: freshId("ses"), payer: payerRef(topUpId) };
  const asked = { ...request(1, member), ...own, ...change };
  const { brand, payer } = asked;
  return {
    idempotencyKey: `key-${asked.topUpId}`,
    inputHash: "hash",
    allowRepeat: true,
    request: asked,
    payer: await vault.seal(payer.payerId, { ...ANNA, brand, ip: null }),
  };
}

/** The reading of Stripe once the top-up is paid. */
export function paid({ request: r }: { readonly request: TopUpRequest }): IntentReading {
  return {
    intentId: `pi_${r.topUpId}`,
    status: "succeeded",
    amount: r.price,
    returnedMinor: 0,
    disputed: false,
    livemode: false,
    decline: null,
    method: "visa 4242",
    risk: "normal",
    review: null,
    metadata: {
      topUpId: r.topUpId,
      attemptId: attemptId(r.topUpId, 1),
      serviceId: r.serviceId,
      kind: "days",
      offerId: r.offer.id,
      quantity: r.quantity,
    },
  };
}

/** A reading of an account with these buckets; ends in Unix ms. */
export function accountWith(ends: Readonly<Record<string, number>>): Reading {
  const buckets = Object.entries(ends).map(([id, endAt]) => ({
    uuid: `uuid-${id}`,
    id,
    type: "*data",
    value: 1e14,
    endAt,
    disabled: false,
  }));
  return { kind: "account", at: Date.now(), disabled: false, buckets };
}

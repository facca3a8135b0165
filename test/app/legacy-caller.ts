/** What an older system sends, and the payment that its own page took. */

import type { Caller } from "../../src/app/base/actor.ts";
import type { DongleInput } from "../../src/app/legacy/call.ts";
import { topUpDongle } from "../../src/app/legacy/top-up-dongle.ts";
import type { DongleTopUp } from "../../src/contract/legacy.ts";
import type { IntentId, TopUpId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { AccountReading } from "../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import type { UntrustedMetadata } from "../../src/domain/payment/metadata.ts";
import { CALLER } from "./actors.ts";
import { account, dongle, NOW, type TestBackend } from "./test-backend.ts";

const MINUTE_MS = 60_000;
export const INTENT = "pi_1234567890abcdef";

export const untrustedMetadata = (change: Partial<UntrustedMetadata> = {}): UntrustedMetadata => ({
  serviceUuid: dongle.serviceUuid,
  imsi: null,
  days: null,
  createdAt: NOW - MINUTE_MS,
  otherDeployment: false,
  payer: { name: "", email: "" },
  ...change,
});

/** A payment of 70.00 that the caller made for the dongle; succeeded unless said otherwise. */
export function paidByCaller(
  backend: TestBackend,
  change: Partial<IntentReading> = {},
  intentId: IntentId = INTENT,
): void {
  backend.stripe.intents.set(intentId, {
    intentId,
    status: "succeeded",
    amount: { minor: 7000, currency: "usd" },
    returnedMinor: 0,
    disputed: false,
    livemode: false,
    metadata: null,
    untrusted: untrustedMetadata(),
    decline: null,
    method: "visa 4242",
    risk: "normal",
    review: null,
    ...change,
  });
}

export const legacyRequest = (change: Partial<DongleTopUp> = {}): DongleTopUp => ({
  service_uuid: dongle.serviceUuid,
  imsi: dongle.imsi ?? "",
  days: 7,
  payment_intent_id: INTENT,
  topup_amount: "70.00",
  ...change,
});

export const callLegacy = (
  backend: TestBackend,
  change: Partial<DongleTopUp> = {},
  { actor = CALLER, ...how }: Partial<DongleInput & { readonly actor: Caller }> = {},
) =>
  topUpDongle(backend.ports, actor, {
    asked: legacyRequest(change),
    acceptUntagged: false,
    maxAgeMs: DAY_MS,
    ...how,
  });

/** The consumer provisions every paid top-up: claimed, granted, and seen at the OCS. */
export async function provisionAll(backend: TestBackend): Promise<void> {
  const { core, port } = backend.object;
  for (const { request } of core.store.open()) {
    const { topUpId } = request;
    const fence = await claimAndGrant(backend, topUpId);
    const grant = core.store.load(topUpId)?.credit.grant;
    if (!grant) throw new Error("not granted");
    const ours = { uuid: "u2", id: grant.bucketId, type: "*data", value: 1 };
    const before = backend.reading as AccountReading;
    const bucket = { ...ours, endAt: grant.endAt, disabled: false };
    const reading = { ...before, buckets: [...before.buckets, bucket] };
    await port.recordEvidence({ topUpId, fence, write: { kind: "answered", text: "OK" }, reading });
  }
}

/** Claims and grants; the outcome of the write stays unknown. Answers with the fence. */
export async function claimAndGrant(backend: TestBackend, topUpId: TopUpId): Promise<number> {
  const { port } = backend.object;
  const claim = await port.claimTopUp({ topUpId });
  if (claim.kind !== "grant") throw new Error(`not to be granted: ${claim.kind}`);
  const { fence } = claim;
  await port.grantCredit({ topUpId, fence, reading: account(2, backend.now) });
  return fence;
}

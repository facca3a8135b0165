/** What an older system sends, and the payment that its own page has taken. */
import { type DongleInput, topUpDongle } from "../../src/actions/legacy/top-up-dongle.ts";
import type { DongleTopUp } from "../../src/contract/legacy.ts";
import { DAY_MS } from "../../src/domain/limits.ts";
import type { IntentReading, MakersWord } from "../../src/domain/payment-reading.ts";
import type { AccountReading } from "../../src/domain/reading.ts";
import { account, dongle, type FakeHouse, IP, NOW } from "./fake-house.ts";

const MINUTE_MS = 60_000;
export const INTENT = "pi_1234567890abcdef";

export const word = (change: Partial<MakersWord> = {}): MakersWord => ({
  serviceUuid: dongle.serviceUuid,
  imsi: null,
  createdAt: NOW - MINUTE_MS,
  otherHouse: false,
  payer: { name: "", email: "" },
  ...change,
});

/** A payment of 70.00 that the caller made for the dongle; succeeded unless said otherwise. */
export function takenByCaller(
  house: FakeHouse,
  change: Partial<IntentReading> = {},
  intentId = INTENT,
): void {
  house.stripe.intents.set(intentId, {
    ...{ intentId, status: "succeeded", amount: { minor: 7000, currency: "usd" } },
    ...{ returnedMinor: 0, disputed: false, livemode: false, mark: null, maker: word() },
    ...{ decline: null, method: "visa 4242", riskElevated: false },
    ...change,
  });
}

export const asked = (change: Partial<DongleTopUp> = {}): DongleTopUp => ({
  service_uuid: dongle.serviceUuid,
  imsi: dongle.imsi ?? "",
  days: 7,
  payment_intent_id: INTENT,
  topup_amount: "70.00",
  ...change,
});

export const callDoor = (
  house: FakeHouse,
  change: Partial<DongleTopUp> = {},
  how: Partial<DongleInput> = {},
) =>
  topUpDongle(house.ports, {
    asked: asked(change),
    ip: IP,
    acceptUnmarked: false,
    maxAgeMs: DAY_MS,
    ...how,
  });

/** The consumer does its work on whatever is paid: claimed, granted, and seen at the OCS. */
export async function deliverAll(house: FakeHouse): Promise<void> {
  const { core, port } = house.object;
  for (const { request } of core.store.open()) {
    const { topUpId } = request;
    const fence = await granted(house, topUpId);
    const grant = core.store.load(topUpId)?.credit.grant;
    if (!grant) throw new Error("not granted");
    const ours = { uuid: "u2", id: grant.bucketId, balanceType: "*data", value: 1 };
    const before = house.reading as AccountReading;
    const bucket = { ...ours, endAt: grant.endAt, disabled: false };
    const reading = { ...before, buckets: [...before.buckets, bucket] };
    await port.record({ topUpId, fence, write: { kind: "answered", text: "OK" }, reading });
  }
}

/** Claimed and granted; nothing is known about the write. */
export async function granted(house: FakeHouse, topUpId: string): Promise<number> {
  const { port } = house.object;
  const claim = await port.claim({ topUpId });
  if (claim.kind !== "deliver") throw new Error(`not to deliver: ${claim.kind}`);
  const { fence } = claim;
  await port.grant({ topUpId, fence, reading: account(2, house.now) });
  return fence;
}

/** Paid, and then refused by the legacy route: where the money goes (row "– (new)"). */
import { describe, expect, test } from "vitest";
import { readDongleTopUp } from "../../src/contract/legacy.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import { stateOf } from "../../src/domain/top-up/states.ts";
import { CALLER, callerWithKey } from "./actors.ts";
import {
  callLegacy,
  INTENT,
  legacyRequest,
  paidByCaller,
  untrustedMetadata,
} from "./legacy-caller.ts";
import { account, dongle, NOW, TestBackend } from "./test-backend.ts";

const REFUNDING = { result: "Failed", Reason: "Topup Failed. Refunding payment…", status: 500 };
const TAGGED = untrustedMetadata();
const UNTAGGED = untrustedMetadata({ serviceUuid: null });
const KEYED = callerWithKey();

/** A body with other fields, as the route reads it. */
const asked = (change: object) => {
  const read = readDongleTopUp(JSON.stringify({ ...legacyRequest(), ...change }));
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
interface Refusal {
  readonly what: string;
  readonly make?: (backend: TestBackend) => void;
  readonly paid?: Partial<IntentReading>;
  readonly change?: object;
  /** The sentence for a call that proves nothing. */
  readonly says: string;
  /** Nothing but the call is wrong, so that without a key nothing is refunded. */
  readonly wrongCall?: true;
}
const service = (status: typeof dongle.status) => (backend: TestBackend) => {
  backend.service = { ...dongle, status };
};
const ocs = (reading: TestBackend["reading"]) => (backend: TestBackend) => {
  backend.reading = reading;
};
const blocked = (backend: TestBackend) => {
  Object.assign(backend.ports, { payerBlocks: { blockingTopUp: async () => "top_1" } });
};
const missing = (name: string) => `Missing or invalid: ${name}`;
const AMOUNT = "Payment intent amount does not match";
const REFUSALS: readonly Refusal[] = [
  { what: "suspended", make: service("suspended"), says: "Service is suspended or closed" },
  { what: "closed", make: service("closed"), says: "Service is suspended or closed" },
  { what: "a blocked payer", make: blocked, says: "Payer is blocked" },
  {
    what: "no account",
    make: ocs({ kind: "no_account", at: NOW }),
    says: "OCS has no such account",
  },
  {
    what: "a disabled account",
    make: ocs({ ...account(2), disabled: true }),
    says: "OCS account is disabled",
  },
  {
    what: "nothing to sell: without end",
    make: ocs(account(null)),
    says: "No days can be added to this service",
  },
  {
    what: "nothing to sell: full",
    make: ocs(account(399)),
    says: "No days can be added to this service",
  },
  {
    what: "a payment that buys nothing",
    paid: { amount: { minor: 6999, currency: "usd" } },
    change: { topup_amount: "69.99" },
    says: AMOUNT,
  },
  {
    what: "a payment in another currency",
    paid: { amount: { minor: 7000, currency: "eur" } },
    says: AMOUNT,
  },
  {
    what: "days of the wrong shape",
    change: { days: "seven" },
    says: missing("days"),
    wrongCall: true,
  },
  { what: "no imsi", change: { imsi: undefined }, says: missing("imsi"), wrongCall: true },
  {
    what: "an amount of the wrong shape",
    change: { topup_amount: "7e1" },
    says: missing("topup_amount"),
    wrongCall: true,
  },
  {
    what: "more days than are sold",
    change: { days: 31, topup_amount: "310.00" },
    says: "days must be 1 to 30",
    wrongCall: true,
  },
  {
    what: "other days than the payment's",
    change: { days: 8, topup_amount: "80.00" },
    says: AMOUNT,
    wrongCall: true,
  },
];

function refused({ make, paid, change }: Refusal, untrusted: typeof TAGGED) {
  const backend = new TestBackend();
  paidByCaller(backend, { untrusted, ...paid });
  make?.(backend);
  const call = (actor = CALLER, acceptUntagged = false) =>
    callLegacy(backend, {}, { asked: asked(change ?? {}), actor, acceptUntagged });
  return { backend, call };
}
const topUps = ({ object }: TestBackend) => [...object.core.store.newestFrom(0)];
const only = (backend: TestBackend) => {
  const [t, ...others] = topUps(backend);
  if (t === undefined || others.length > 0) throw new Error("not one top-up");
  return t;
};
function expectUntouched(backend: TestBackend): void {
  expect(topUps(backend)).toEqual([]);
  expect(backend.bindings.rows.size).toBe(0);
  expect(backend.stripe.calls).not.toContain("tagIntent");
  const [finding] = backend.deploymentFindings.found.values();
  expect(finding).toMatchObject({ kind: "unnamed_payment", subject: INTENT });
}

describe("given the sale is refused", () => {
  test.each(REFUSALS)("$what, tagged, without a key", async (refusal) => {
    const { backend, call } = refused(refusal, TAGGED);
    const answer = await call();
    const t = only(backend);
    if (refusal.wrongCall) {
      expect(answer).toMatchObject({ result: "Failed", Reason: refusal.says });
      expect([stateOf(t), t.refunds]).toEqual(["in_review", []]);
    } else {
      expect(answer).toEqual(REFUNDING);
      expect(t.refunds).toMatchObject([{ intentId: INTENT, amount: t.money?.received }]);
    }
    expect(await call(), "the same request again").toMatchObject({ result: "Failed" });
    expect(only(backend).refunds).toHaveLength(refusal.wrongCall ? 0 : 1);
  });

  test.each(REFUSALS.flatMap((one) => [TAGGED, UNTAGGED].map((tags) => ({ ...one, tags }))))(
    "$what, with a key, service_uuid $tags.serviceUuid: refunded to the card",
    async ({ tags, ...refusal }) => {
      const { backend, call } = refused(refusal, tags);
      const answer = await call(KEYED);
      expect(answer).toEqual(REFUNDING);
      const t = only(backend);
      expect(stateOf(t)).toBe("refunding");
      expect(t.refunds).toMatchObject([{ intentId: INTENT, amount: t.money?.received }]);
      expect(await call(KEYED)).toEqual(answer);
      expect(only(backend).refunds).toHaveLength(1);
    },
  );

  test.each(REFUSALS.flatMap((one) => [false, true].map((accept) => ({ ...one, accept }))))(
    "$what, untagged, without a key, accepted $accept: untouched, with a finding",
    async ({ accept, ...refusal }) => {
      const { backend, call } = refused(refusal, UNTAGGED);
      expect(await call(CALLER, accept)).toMatchObject({ result: "Failed" });
      expectUntouched(backend);
    },
  );

  test.each(REFUSALS.filter(({ wrongCall }) => wrongCall))(
    "$what, and the metadata state the whole request: that is sold",
    async (refusal) => {
      const { backend, call } = refused(refusal, untrustedMetadata({ days: 7 }));
      await call();
      expect(only(backend).request).toMatchObject({ quantity: 7, price: { minor: 7000 } });
      expect(only(backend).decision).not.toBe("undecided");
      expect(only(backend).review).toBeNull();
    },
  );

  test("the metadata state the request, and the service is suspended: refunded", async () => {
    const { backend, call } = refused(
      { what: "", change: { days: null }, make: service("suspended"), says: "" },
      untrustedMetadata({ days: 7 }),
    );
    expect(await call()).toEqual(REFUNDING);
    expect(only(backend).returnReason).toBe("service_closed");
  });
});

describe("given the call names another service than the payment", () => {
  const wrongPair = { what: "", change: { imsi: "505010000000009" }, says: "" };

  test("without a key: reviewed at the service that the payment names", async () => {
    const { backend, call } = refused(wrongPair, TAGGED);
    expect(await call()).toMatchObject({ status: 404 });
    expect(stateOf(only(backend))).toBe("in_review");
  });
  test("with a key of the brand: refunded", async () => {
    const { backend, call } = refused(wrongPair, TAGGED);
    await call(KEYED);
    expect(stateOf(only(backend))).toBe("refunding");
  });
  test("a key of another brand vouches for nothing", async () => {
    const { backend, call } = refused(wrongPair, TAGGED);
    await call(callerWithKey({ brands: ["kestrel"] }));
    expect(stateOf(only(backend))).toBe("in_review");
    const untagged = refused({ what: "", make: blocked, says: "" }, UNTAGGED);
    await untagged.call(callerWithKey({ brands: ["kestrel"] }));
    expectUntouched(untagged.backend);
  });
  test("a payment whose names are no service's stays untouched, with a finding", async () => {
    const { backend, call } = refused(wrongPair, untrustedMetadata({ imsi: "505010000000009" }));
    await call();
    expectUntouched(backend);
  });
});

test("the call that refused died after the binding: a sync refunds all the same", async () => {
  const { syncPayment } = await import("../../src/app/payment/sync-payment.ts");
  const { backend, call } = refused({ what: "", make: blocked, says: "" }, TAGGED);
  backend.object.failNext = "importPayment";
  expect(await call()).toMatchObject({ status: 503 });
  Object.assign(backend.ports, { payerBlocks: { blockingTopUp: async () => null } });
  const system = { kind: "system", trigger: "cron" } as const;
  await syncPayment(backend.ports, system, { intentId: INTENT });
  expect(only(backend)).toMatchObject({ returnReason: "sale_refused" });
});

test("a bound payment keeps the fate of its top-up whatever a call says (row P6)", async () => {
  const backend = new TestBackend();
  paidByCaller(backend);
  await callLegacy(backend);
  const before = only(backend);
  for (const change of [{ days: 8 }, { days: "x" }, { imsi: "1" }, { topup_amount: null }]) {
    for (const actor of [CALLER, KEYED]) {
      await callLegacy(backend, {}, { asked: asked(change), actor });
    }
  }
  expect(only(backend)).toEqual(before);
});

test("nothing is recorded of a payment that is not paid, refunded, or history", async () => {
  for (const paid of [{ status: "open" }, { returnedMinor: 7000 }] as const) {
    const { backend, call } = refused({ what: "", paid, make: blocked, says: "" }, TAGGED);
    expect(await call(KEYED)).toMatchObject({ status: 400 });
    expect(topUps(backend)).toEqual([]);
  }
});

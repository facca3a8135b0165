/** The finding about a payment that names no service: when the sweep closes it, and when not. */
import { beforeEach, expect, test } from "vitest";
import { recheckUnnamed } from "../../src/app/recovery/recheck-unnamed.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import { CRON } from "./actors.ts";
import { callLegacy, INTENT, paidByCaller, untrustedMetadata } from "./legacy-caller.ts";
import { TestBackend } from "./test-backend.ts";

let backend: TestBackend;
const findings = () => [...backend.deploymentFindings.found.values()];
const NAMELESS = { untrusted: untrustedMetadata({ serviceUuid: null }) };
const change = (over: Partial<IntentReading>) => paidByCaller(backend, { ...NAMELESS, ...over });
const recheck = () => recheckUnnamed(backend.ports, CRON);

beforeEach(async () => {
  backend = new TestBackend();
  change({});
  await callLegacy(backend);
  expect(findings()).toMatchObject([{ kind: "unnamed_payment", subject: INTENT }]);
});

test("given nothing has happened, or a part was refunded: it stays open", async () => {
  await recheck();
  expect(findings()).toHaveLength(1);
  change({ returnedMinor: 6999 });
  await recheck();
  expect(findings()).toHaveLength(1);
});

test("given the operator refunded it at Stripe: closed", async () => {
  change({ returnedMinor: 7000 });
  await recheck();
  expect(findings()).toEqual([]);
});

test("given it names its service now and the call came again: closed", async () => {
  paidByCaller(backend, { untrusted: untrustedMetadata() });
  await callLegacy(backend);
  await recheck();
  expect(findings()).toEqual([]);
});

test("given Stripe has no such payment: closed", async () => {
  backend.stripe.intents.delete(INTENT);
  await recheck();
  expect(findings()).toEqual([]);
});

test("given Stripe is silent: it stays open, the log says why, other findings stay", async () => {
  const other = { kind: "bad_row", subject: "offer/off_1", detail: "bad" } as const;
  await backend.deploymentFindings.raise(other);
  const silent = async () => {
    throw new Error("no answer");
  };
  await recheckUnnamed(
    { ...backend.ports, payments: { ...backend.ports.payments, readIntent: silent } },
    CRON,
  );
  expect(findings()).toHaveLength(2);
  expect(JSON.stringify(backend.logged)).toContain("unnamed_not_rechecked");
  await recheck();
  expect(findings()).toHaveLength(2);
});

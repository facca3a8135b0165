/** The adapter against the simulator: what it reads, what it sends, and every fault. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createChargingSystem } from "../../src/adapters/cgrates/charging-system.ts";
import { inEnvelope } from "../../src/adapters/cgrates/json-rpc.ts";
import {
  type CreditBucket,
  setBalanceBody,
  tombstoneBody,
} from "../../src/adapters/cgrates/set-balance.ts";
import type { ChargingSystem } from "../../src/app/ports/charging-system.ts";
import { toBucketId } from "../../src/domain/base/ids.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

const ACCOUNT = { ocs: "main", tenant: "cgrates.org", account: "001010000000001" };
const END_AT = Date.UTC(2035, 0, 1);
const bucket: CreditBucket = {
  ...ACCOUNT,
  balanceType: "*data",
  bucketId: toBucketId("top_1"),
  value: 1e14,
  endAt: END_AT,
  weight: 20,
  ratingSubject: null,
};
const CREDIT = setBalanceBody(bucket);
const TOMBSTONE = tombstoneBody(bucket);
const clock = { now: () => 1_000 };

describe.each(["master", "v0.10"] as const)("CGRateS %s", (version) => {
  let simulator: CgratesSimulator;
  let ocs: ChargingSystem;
  let hasty: ChargingSystem;
  beforeAll(async () => {
    simulator = await startCgratesSimulator({ version });
    ocs = createChargingSystem({ url: simulator.url, timeoutMs: 5_000, clock });
    hasty = createChargingSystem({ url: simulator.url, timeoutMs: 250, clock });
  });
  beforeEach(() => {
    simulator.admin.reset();
    simulator.admin.seedAccount(ACCOUNT);
  });
  afterAll(() => simulator.close());

  const ids = (reading: Reading) =>
    reading.kind === "account" ? reading.buckets.map((b) => b.id) : reading.kind;
  const writes = () => simulator.admin.state().writes;

  test("an account without buckets reads as empty and enabled", async () => {
    expect(await ocs.read(ACCOUNT)).toEqual({
      kind: "account",
      at: 1_000,
      disabled: false,
      buckets: [],
    });
  });

  test("buckets are read; the zero time means no end", async () => {
    simulator.admin.seedAccount({
      ...ACCOUNT,
      disabled: true,
      buckets: [
        { id: "plan_1", endAt: null, value: 5 },
        { id: "top_1", endAt: END_AT + 1, disabled: true, balanceType: "*monetary", value: 2.5 },
      ],
    });
    expect(await ocs.read(ACCOUNT)).toMatchObject({
      disabled: true,
      buckets: [
        { id: "plan_1", type: "*data", endAt: null, value: 5, disabled: false },
        { id: "top_1", type: "*monetary", endAt: END_AT + 1, value: 2.5, disabled: true },
      ],
    });
  });

  test("an unknown account is no_account", async () => {
    expect(await ocs.read({ ...ACCOUNT, account: "nope" })).toEqual({
      kind: "no_account",
      at: 1_000,
    });
  });

  test("method and params are sent byte for byte, each time under an id of its own", async () => {
    expect(await ocs.write(ACCOUNT, CREDIT)).toEqual({ kind: "answered", text: "OK" });
    await ocs.write(ACCOUNT, CREDIT);
    const ids = writes().map((w) => (JSON.parse(w.body) as { id: string }).id);
    expect(writes().map((w) => w.body)).toEqual(ids.map((id) => inEnvelope(id, CREDIT)));
    expect(new Set(ids).size).toBe(2);
    expect(new Set(ids)).not.toContain("top_1");
    expect(await ocs.read(ACCOUNT)).toMatchObject({
      buckets: [{ id: "top_1", endAt: END_AT, disabled: false, value: 1e14 }],
    });
  });

  test("a tombstone holds against a late credit", async () => {
    await ocs.write(ACCOUNT, TOMBSTONE);
    await ocs.write(ACCOUNT, CREDIT);
    expect(await ocs.read(ACCOUNT)).toMatchObject({ buckets: [{ id: "top_1", disabled: true }] });
  });

  test("given a hang, when the time is up, then nothing is known and nothing was done", async () => {
    simulator.admin.addFault({ kind: "hang" });
    expect(await hasty.write(ACCOUNT, CREDIT)).toEqual({
      kind: "unknown",
      text: "timeout after 250 ms",
    });
    expect(await hasty.read(ACCOUNT)).toMatchObject({ why: "timeout after 250 ms" });
    simulator.admin.clearFaults();
    expect(ids(await ocs.read(ACCOUNT))).toEqual([]);
  });

  test("given a slow engine, not a silent one, then a call that has the time gets its answer", async () => {
    simulator.admin.addFault({ kind: "slow", ms: 400 });
    expect(await hasty.read(ACCOUNT)).toMatchObject({ why: "timeout after 250 ms" });
    expect(await hasty.write(ACCOUNT, CREDIT, 60_000)).toEqual({ kind: "answered", text: "OK" });
    const reading = await hasty.read(ACCOUNT, 60_000);
    expect(ids(reading)).toEqual(["top_1"]);
  });

  test("given an engine that starts, then its refusal may pass, and the next write is taken", async () => {
    const text = "rpc: can't find service APIerSv1.SetBalance";
    simulator.admin.addFault({ kind: "error", times: 1, text });
    expect(await ocs.write(ACCOUNT, CREDIT)).toMatchObject({ kind: "not_now" });
    expect(await ocs.write(ACCOUNT, CREDIT)).toEqual({ kind: "answered", text: "OK" });
  });

  test("given a silent engine, then unreadable until it is back", async () => {
    simulator.admin.setSilent(true);
    expect(await hasty.read(ACCOUNT)).toMatchObject({ kind: "unreadable" });
    simulator.admin.setSilent(false);
    expect(await ocs.read(ACCOUNT)).toMatchObject({ kind: "account" });
  });

  test.each([
    { kind: "drop_before", there: [] },
    { kind: "drop_after", there: ["top_1"] },
    { kind: "fail_before", there: [] },
    { kind: "empty_200", there: [] },
    { kind: "unauthorized", there: [] },
  ] as const)("given $kind, then the write is unknown and only a reading tells", async (given) => {
    simulator.admin.addFault({ kind: given.kind, times: 1, method: "SetBalance" });
    expect(await ocs.write(ACCOUNT, CREDIT)).toMatchObject({ kind: "unknown" });
    expect(ids(await ocs.read(ACCOUNT))).toEqual(given.there);
  });

  test.each(["drop_before", "drop_after", "fail_before", "empty_200", "unauthorized"] as const)(
    "given %s, then a reading is unreadable and says why",
    async (kind) => {
      simulator.admin.addFault({ kind, times: 1 });
      const reading = await ocs.read(ACCOUNT);
      expect(reading.kind === "unreadable" ? reading.why : "").toMatch(/no answer|HTTP|empty/);
    },
  );

  test("given an OK without saving, then answered, and the reading shows nothing", async () => {
    simulator.admin.addFault({ kind: "ok_without_saving", times: 1 });
    expect(await ocs.write(ACCOUNT, CREDIT)).toMatchObject({ kind: "answered" });
    expect(ids(await ocs.read(ACCOUNT))).toEqual([]);
    expect(writes()).toMatchObject([{ outcome: "OK", saved: false }]);
  });

  test("given a late write, then it is unknown, absent, and there after the release", async () => {
    simulator.admin.addFault({ kind: "late_apply", times: 1 });
    // Time enough for the request to arrive on a busy machine.
    const patient = createChargingSystem({ url: simulator.url, timeoutMs: 1_000, clock });
    const written = patient.write(ACCOUNT, CREDIT);
    await simulator.admin.until(({ late }) => late === 1);
    expect(await written).toMatchObject({ kind: "unknown" });
    expect(ids(await ocs.read(ACCOUNT))).toEqual([]);
    expect(simulator.admin.release()).toBe(1);
    expect(ids(await ocs.read(ACCOUNT))).toEqual(["top_1"]);
    expect(writes()).toMatchObject([{ cause: "late" }]);
  });

  test("given a late write that said OK, then answered, and there only later", async () => {
    simulator.admin.addFault({ kind: "late_apply", times: 1, answer: "ok", ms: 1 });
    expect(await ocs.write(ACCOUNT, CREDIT)).toMatchObject({ kind: "answered" });
    await simulator.admin.until((state) => state.writes.length === 1);
    expect(ids(await ocs.read(ACCOUNT))).toEqual(["top_1"]);
  });

  test("given a duplicate after the tombstone, then the bucket stays disabled", async () => {
    simulator.admin.addFault({ kind: "duplicate_later", times: 1 });
    await ocs.write(ACCOUNT, CREDIT);
    await ocs.write(ACCOUNT, TOMBSTONE);
    simulator.admin.release();
    expect(await ocs.read(ACCOUNT)).toMatchObject({ buckets: [{ id: "top_1", disabled: true }] });
    expect(writes().map((w) => w.cause)).toEqual(["request", "request", "duplicate"]);
  });

  test.each([
    { text: "rpc: can't find service APIerSv1.SetBalance", kind: "not_now" },
    { text: "rpc: can't find method APIerSv1.SetBalance", kind: "not_now" },
    { text: "rpc: service/method request ill-formed: X", kind: "refused" },
    { text: "MANDATORY_IE_MISSING: [Account]", kind: "refused" },
    { text: "json: cannot unmarshal string into Go value", kind: "refused" },
    { text: "Unsupported time format", kind: "refused" },
    { text: 'parsing time "x": month out of range', kind: "refused" },
    { text: "cannot convert field: 1 to time.Time", kind: "refused" },
    { text: "PARTIALLY_EXECUTED", kind: "refused" },
    { text: "SERVER_ERROR: TIMED_OUT", kind: "not_now" },
    { text: "MAX_CONCURRENT_RPC_EXCEEDED", kind: "not_now" },
    { text: "NOT_FOUND", kind: "not_now" },
  ])("the error $text makes a write $kind and a reading no evidence", async ({ text, kind }) => {
    simulator.admin.addFault({ kind: "error", text, times: 1 });
    expect(await ocs.write(ACCOUNT, CREDIT)).toEqual({ kind, text });
    simulator.admin.addFault({ kind: "error", text, times: 1 });
    const expected = text === "NOT_FOUND" ? "no_account" : "unreadable";
    expect((await ocs.read(ACCOUNT)).kind).toBe(expected);
  });

  test("a lost bucket, a disabled and a removed account show in the next reading", async () => {
    await ocs.write(ACCOUNT, CREDIT);
    expect(simulator.admin.loseBucket({ ...ACCOUNT, bucketId: toBucketId("top_1") })).toBe(true);
    expect(ids(await ocs.read(ACCOUNT))).toEqual([]);
    simulator.admin.disableAccount(ACCOUNT);
    expect(await ocs.read(ACCOUNT)).toMatchObject({ disabled: true });
    simulator.admin.removeAccount(ACCOUNT);
    expect(ids(await ocs.read(ACCOUNT))).toBe("no_account");
  });

  test("a fault may be limited to one account", async () => {
    simulator.admin.addFault({ kind: "fail_before", account: "other" });
    expect(await ocs.read(ACCOUNT)).toMatchObject({ kind: "account" });
    expect(await ocs.read({ ...ACCOUNT, account: "other" })).toMatchObject({ why: "HTTP 500" });
  });
});

describe("what the adapter never sends", () => {
  const sent: string[] = [];
  const ocs = createChargingSystem({
    url: "http://ocs.invalid/jsonrpc",
    timeoutMs: 1_000,
    clock,
    fetch: async (_input, init) => {
      const body = String(init?.body);
      sent.push(body);
      const { id } = JSON.parse(body) as { id: string };
      return new Response(`${JSON.stringify({ id, result: "OK", error: null })}\n`);
    },
  });
  const remove = (balance: unknown) =>
    JSON.stringify({
      method: "APIerSv1.RemoveBalances",
      params: [
        { Tenant: "cgrates.org", Account: ACCOUNT.account, BalanceType: "*data", Balance: balance },
      ],
    });

  test.each([
    { what: "RemoveBalances without a UUID", body: remove({ ID: "top_1" }) },
    { what: "RemoveBalances with an empty UUID", body: remove({ UUID: "" }) },
    { what: "RemoveBalances without a balance", body: remove(undefined) },
    { what: "two requests in one body", body: CREDIT + CREDIT },
    { what: "a body that is no JSON", body: "{bad" },
    { what: "a call with an id of its own", body: inEnvelope("old", CREDIT) },
    { what: "a call behind a blank", body: ` ${CREDIT}` },
    { what: "a body for another account", body: CREDIT.replace(ACCOUNT.account, "other") },
  ])("$what is refused unsent", async ({ body }) => {
    sent.length = 0;
    expect(await ocs.write(ACCOUNT, body)).toMatchObject({ kind: "refused" });
    expect(sent).toEqual([]);
  });

  test("RemoveBalances with a well-formed UUID is sent", async () => {
    const body = remove({ UUID: "37b54e1a-e1e6-4df6-a9a5-d97b4552f2f6" });
    expect(await ocs.write(ACCOUNT, body)).toMatchObject({ kind: "answered" });
  });
});

describe("basic auth", () => {
  test("with the header it reads, without it is unreadable and the secret is not shown", async () => {
    const basicAuth = { user: "portal", password: "secret" };
    const simulator = await startCgratesSimulator({ basicAuth });
    const config = { url: simulator.url, timeoutMs: 5_000, clock };
    const authorization = `Basic ${btoa("portal:secret")}`;
    expect(await createChargingSystem({ ...config, authorization }).read(ACCOUNT)).toMatchObject({
      kind: "no_account",
    });
    const refused = await createChargingSystem(config).read(ACCOUNT);
    expect(refused).toMatchObject({ kind: "unreadable", at: 1_000, misconfigured: true });
    expect(JSON.stringify(refused)).toMatch(/HTTP 401: CGRATES_AUTH is missing or wrong/);
    await simulator.close();
    const gone = await createChargingSystem({ ...config, authorization }).read(ACCOUNT);
    expect(gone).toMatchObject({ kind: "unreadable" });
    expect(JSON.stringify(gone)).not.toContain(authorization);
  });
});

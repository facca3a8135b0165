/** Answers that are none of this call's: crossed, without an id, without an end. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createChargingSystem } from "../../src/adapters/cgrates/charging-system.ts";
import { readAnswer } from "../../src/adapters/cgrates/json-rpc.ts";
import { ANSWER_BYTES_MAX } from "../../src/adapters/cgrates/post.ts";
import { createSessions } from "../../src/adapters/cgrates/sessions.ts";
import { setBalanceBody } from "../../src/adapters/cgrates/set-balance.ts";
import type { ChargingSystem } from "../../src/app/ports/charging-system.ts";
import { toBucketId } from "../../src/domain/base/ids.ts";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

const HERE = { ocs: "main", tenant: "cgrates.org", account: "001010000000001" };
const GONE = { ...HERE, account: "gone" };
const CREDIT = setBalanceBody({
  ...HERE,
  balanceType: "*data",
  bucketId: toBucketId("top_1"),
  value: 1e14,
  endAt: Date.UTC(2035, 0, 1),
  weight: 20,
  ratingSubject: null,
});
const clock = { now: () => 1_000 };

describe.each(["master", "v0.10"] as const)("CGRateS %s", (version) => {
  let simulator: CgratesSimulator;
  let ocs: ChargingSystem;
  beforeAll(async () => {
    simulator = await startCgratesSimulator({ version });
    ocs = createChargingSystem({ url: simulator.url, timeoutMs: 60_000, clock });
  });
  beforeEach(() => {
    simulator.admin.reset();
    simulator.admin.seedAccount(HERE);
  });
  afterAll(() => simulator.close());

  test("given crossed answers, then the other account's NOT_FOUND is no answer", async () => {
    simulator.admin.addFault({ kind: "crossed", times: 2 });
    const readings = await Promise.all([ocs.read(HERE), ocs.read(GONE)]);
    const why = "the answer to another call";
    expect(readings).toMatchObject([
      { kind: "unreadable", why },
      { kind: "unreadable", why },
    ]);
    expect(await ocs.read(HERE)).toMatchObject({ kind: "account" });
    expect(await ocs.read(GONE)).toMatchObject({ kind: "no_account" });
  });

  test("given a write that gets the refusal of another one, then it is unknown", async () => {
    simulator.admin.addFault({ kind: "crossed", times: 2 });
    const refused = CREDIT.replace('"ExpiryTime":"2035', '"ExpiryTime":"tomorrow 2035');
    const written = await Promise.all([ocs.write(HERE, CREDIT), ocs.write(HERE, refused)]);
    expect(written).toMatchObject([{ kind: "unknown" }, { kind: "unknown" }]);
    expect(await ocs.read(HERE)).toMatchObject({ buckets: [{ id: "top_1" }] });
  });

  test.each(["wrong_id", "no_id"] as const)("given %s, then nothing is known", async (kind) => {
    simulator.admin.addFault({ kind });
    const why = "the answer to another call";
    expect(await ocs.read(GONE)).toEqual({ kind: "unreadable", at: 1_000, why });
    expect(await ocs.write(HERE, CREDIT)).toEqual({ kind: "unknown", text: why });
    const sessions = createSessions({
      url: simulator.url,
      timeoutMs: 60_000,
      ocs: "main",
      addressField: "AllocatedIP",
    });
    expect(await sessions.ask("192.0.2.1")).toEqual({ kind: "silent", why });
  });

  test("given an endless answer, then reading stops at the limit, long before the time", async () => {
    simulator.admin.addFault({ kind: "endless" });
    const why = `answer longer than ${ANSWER_BYTES_MAX} bytes`;
    expect(await ocs.read(HERE)).toEqual({ kind: "unreadable", at: 1_000, why });
    expect(await ocs.write(HERE, CREDIT)).toEqual({ kind: "unknown", text: why });
  });
});

describe("the answer to a call", () => {
  test.each([
    { what: "a number for our text", body: '{"id":1,"result":"OK","error":null}' },
    { what: "no member id", body: '{"result":"OK","error":null}' },
    { what: "an id in a list", body: '{"id":["1"],"result":"OK","error":null}' },
  ])("with $what is none", ({ body }) => {
    expect(readAnswer("1", body)).toEqual({ kind: "none", why: "the answer to another call" });
  });

  test("two answers in one body are none", () => {
    const one = '{"id":"1","result":"OK","error":null}\n';
    expect(readAnswer("1", one + one)).toMatchObject({ kind: "none" });
    expect(readAnswer("1", one)).toEqual({ kind: "result", result: "OK" });
  });
});

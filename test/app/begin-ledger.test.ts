import { beforeEach, describe, expect, test } from "vitest";
import { beginLedger } from "../../src/app/ledger/begin-ledger.ts";
import type { LedgerDatabases } from "../../src/app/ports/ledger-databases.ts";
import { firstIdAt, type TopUpId } from "../../src/domain/base/ids.ts";
import { HOUR_MS } from "../../src/domain/base/time.ts";
import { CRON } from "./actors.ts";
import { TestBackend } from "./test-backend.ts";

/** Ranges in memory: the newest, how full it is, and what this Worker has bound. */
class FakeLedgers implements LedgerDatabases {
  full = 0;
  readonly bound = new Set([1]);
  readonly ranges: { readonly number: number; readonly from: TopUpId | "" }[] = [
    { number: 1, from: "" },
  ];
  async newest() {
    return { number: this.ranges.length, full: this.full };
  }
  isBound(number: number) {
    return this.bound.has(number);
  }
  async begin(number: number, from: TopUpId) {
    this.ranges.push({ number, from });
    this.full = 0;
  }
}

let backend: TestBackend;
let ledgerDatabases: FakeLedgers;
beforeEach(() => {
  backend = new TestBackend();
  ledgerDatabases = new FakeLedgers();
});
const night = () => beginLedger({ ...backend.ports, ledgerDatabases }, CRON);
const findings = () => backend.ports.deploymentFindings.open(10);

describe("given the newest ledger is 70 % full", () => {
  test("and the next one is bound: it begins hours ahead, and only once", async () => {
    ledgerDatabases.full = 0.7;
    ledgerDatabases.bound.add(2);
    await night();
    await night();
    expect(ledgerDatabases.ranges).toEqual([
      { number: 1, from: "" },
      { number: 2, from: firstIdAt("top", backend.now + 6 * HOUR_MS) },
    ]);
    expect(await findings()).toEqual([]);
  });

  test("and no next one is bound: a finding names the binding, until it is there", async () => {
    ledgerDatabases.full = 0.83;
    await night();
    expect(await findings()).toMatchObject([
      {
        kind: "ledger_nearly_full",
        subject: "ledger/1",
        detail: "LEDGER_1 is 83 % full: make a database and bind LEDGER_2",
      },
    ]);
    ledgerDatabases.bound.add(2);
    await night();
    expect(ledgerDatabases.ranges).toHaveLength(2);
    expect(await findings()).toEqual([]);
  });
});

test("given it is less full: nothing happens", async () => {
  ledgerDatabases.full = 0.69;
  ledgerDatabases.bound.add(2);
  await night();
  expect(ledgerDatabases.ranges).toHaveLength(1);
});

test("given D1 is silent: it is logged, and the next night asks again", async () => {
  ledgerDatabases.newest = () => Promise.reject(new Error("silent"));
  await night();
  expect(ledgerDatabases.ranges).toHaveLength(1);
});

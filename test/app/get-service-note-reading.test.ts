import { describe, expect, test } from "vitest";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import { getServiceView } from "./journeys.ts";
import { account, NOW, TestBackend } from "./test-backend.ts";

const silent: Reading = { kind: "unreadable", at: NOW, why: "timeout after 2500 ms" };

describe("a page's reading goes to the object", () => {
  const noteReadingCalls = ({ object }: TestBackend) =>
    object.calls.filter((call) => call === "noteReading");
  const readAgainAfter = async (ms: number, reading: Reading) => {
    const backend = new TestBackend();
    backend.reading = account(2);
    await getServiceView(backend);
    expect(noteReadingCalls(backend)).toHaveLength(1);
    backend.now += ms;
    backend.reading = reading;
    await getServiceView(backend);
    return noteReadingCalls(backend).length - 1;
  };

  test("the same again within a minute: nothing, one call less for the page to wait for", async () => {
    expect(await readAgainAfter(59_000, account(2))).toBe(0);
  });
  test("the same after a minute: its time is shown when the OCS is silent", async () => {
    expect(await readAgainAfter(60_000, account(2))).toBe(1);
  });
  test("another end, or another state of the account: at once", async () => {
    expect(await readAgainAfter(1000, account(9))).toBe(1);
    expect(await readAgainAfter(1000, { ...account(2), disabled: true })).toBe(1);
  });
  test("a silent OCS: nothing", async () => {
    expect(await readAgainAfter(60_000, silent)).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import type { Reading } from "../../src/domain/reading.ts";
import { account, FakeHouse, NOW } from "./fake-house.ts";
import { look } from "./journeys.ts";

const silent: Reading = { kind: "unreadable", at: NOW, why: "timeout after 2500 ms" };

describe("what the object is told of a page's reading", () => {
  const told = ({ object }: FakeHouse) => object.calls.filter((call) => call === "noteReading");
  const lookAfter = async (ms: number, reading: Reading) => {
    const house = new FakeHouse();
    house.reading = account(2);
    await look(house);
    expect(told(house)).toHaveLength(1);
    house.now += ms;
    house.reading = reading;
    await look(house);
    return told(house).length - 1;
  };

  test("the same again within a minute: nothing, one call less for the page to wait for", async () => {
    expect(await lookAfter(59_000, account(2))).toBe(0);
  });
  test("the same after a minute: its time is shown when the OCS is silent", async () => {
    expect(await lookAfter(60_000, account(2))).toBe(1);
  });
  test("another end, or another state of the account: at once", async () => {
    expect(await lookAfter(1000, account(9))).toBe(1);
    expect(await lookAfter(1000, { ...account(2), disabled: true })).toBe(1);
  });
  test("a silent OCS: nothing", async () => {
    expect(await lookAfter(60_000, silent)).toBe(0);
  });
});

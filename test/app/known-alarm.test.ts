/** Setting an alarm is billed, so it is set only where it has to ring earlier than it does. */
import { beforeEach, describe, expect, test } from "vitest";
import { KnownAlarm } from "../../src/object/storage/known-alarm.ts";

let now = 0;
let calls: (number | "deleted")[] = [];
let alarm: KnownAlarm;
const storage = {
  setAlarm: async (at: number | Date) => void calls.push(Number(at)),
  deleteAlarm: async () => void calls.push("deleted"),
};
beforeEach(() => {
  now = 1000;
  calls = [];
  alarm = new KnownAlarm(storage, () => now);
});

describe("an alarm that is remembered", () => {
  test("after a wake nothing is known: it is set, whatever may be stored", () => {
    alarm.set(5000);
    expect(calls).toEqual([5000]);
  });

  test("it is set again for an earlier time, and left alone for the same or a later one", () => {
    for (const at of [5000, 5000, 9000, 4000]) alarm.set(at);
    expect(calls).toEqual([5000, 4000]);
  });

  test("one that should have rung may be lost: it is set again", () => {
    alarm.set(5000);
    now = 5000;
    alarm.set(9000);
    expect(calls).toEqual([5000, 9000]);
  });

  test("one that rang, or was set in a commit that was rolled back, is forgotten", () => {
    alarm.set(5000);
    alarm.forget();
    alarm.set(9000);
    expect(calls).toEqual([5000, 9000]);
  });

  test("it is deleted once, and set after that", () => {
    alarm.clear();
    alarm.clear();
    alarm.set(5000);
    alarm.clear();
    expect(calls).toEqual(["deleted", 5000, "deleted"]);
  });
});

/** For some minutes a release and the one before work together, in both directions. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { hashAtOnce } from "../simulation/world/signer.ts";
import { unaccepted } from "./accepted.ts";
import { lostIn } from "./contains.ts";
import { frozenVersions, readFrozen } from "./frozen.ts";
import { OlderContract, SkewedWorld } from "./older-object.ts";
import { emptyWorld, replay } from "./replay.ts";
import { tellStories, wakeWorld } from "./told-world.ts";

let restore = () => {};
beforeAll(() => {
  restore = hashAtOnce();
});
afterAll(() => restore());

// Only the newest: a deployment comes from the release before, not from any earlier one.
const version = frozenVersions().at(-1) ?? "";
const frozen = readFrozen(version);

describe(`a Worker of ${version} and objects of now`, () => {
  test("its calls, from the first one on, are answered with all that it reads", async () => {
    expect(frozen.calls.length).toBeGreaterThan(300);
    expect(unaccepted(version, await replay(emptyWorld(), frozen.calls))).toEqual([]);
  });

  test("its commands to objects that lie there are answered with all that it reads", async () => {
    const lines = await replay(wakeWorld(frozen), frozen.commands);
    expect(unaccepted(version, lines)).toEqual([]);
  });
});

describe(`a Worker of now and objects of ${version}`, () => {
  test("every story is told all the same", async () => {
    const contract = new OlderContract([...frozen.calls, ...frozen.commands]);
    const told = await tellStories(
      (seed) => new SkewedWorld(seed, new SimulatedDatabases(), contract),
    );
    expect(told.stories.map(({ state }) => state)).toEqual(frozen.stories.map((s) => s.state));
    expect(told.calls.length).toBeGreaterThan(300);
  });
});

describe("these checks can fail", () => {
  test("a field that is gone or says something else is lost; one more is none", () => {
    const before = { state: "credited", price: { minor: 100 }, list: [1, 2] };
    expect(lostIn(before, { ...before, more: true })).toEqual([]);
    expect(lostIn(before, { ...before, state: "paid" })).toHaveLength(1);
    expect(lostIn(before, { state: "credited", price: {}, list: [1] })).toHaveLength(2);
  });

  test("an older object knows no newer method, and drops newer fields", async () => {
    const call = { at: 0, object: "svc", method: "old", input: { a: 1 }, answer: { b: 1 } };
    const contract = new OlderContract([call]);
    const now = { old: async (i: object) => ({ b: 2, got: i, newer: 3 }), later: async () => 1 };
    const older = contract.around(now);
    expect(await older.old({ a: 1, added: 2 })).toEqual({ b: 2 });
    await expect(older.later()).rejects.toThrow('does not implement the method "later"');
    expect([...contract.unknown]).toEqual(["old(…).added", "old.got", "old.newer", "later"]);
  });
});

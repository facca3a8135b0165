/** Which failures of a call to a Durable Object are repeated, how often, and when. */
import { describe, expect, test } from "vitest";
import { remoteObject } from "../../src/adapters/objects/remote-object.ts";

interface Port {
  look(input: string): Promise<string>;
}
const failed = (message: string, flags: object) => Object.assign(new Error(message), flags);

/** Stubs of an object whose first calls fail with these; a stub that failed stays broken. */
function objectThat(...faults: readonly Error[]) {
  const left = [...faults];
  const pauses: number[] = [];
  let stubs = 0;
  const stubOf = (): Port => {
    stubs += 1;
    let broken: Error | null = null;
    return {
      async look(input) {
        broken ??= left.shift() ?? null;
        if (broken) throw broken;
        return `seen ${input}`;
      },
    };
  };
  const pause = async (ms: number) => void pauses.push(ms);
  const port = (random = 0) =>
    remoteObject("service object", stubOf, {
      repeating: { pause, random: () => random },
      requestIdOf: () => null,
    });
  return { port, pauses, stubs: () => stubs };
}

const RESET = { durableObjectReset: true };
const RETRYABLE = { retryable: true };
const OVERLOADED = { overloaded: true };

describe("a call to a Durable Object", () => {
  test.each([
    ["reset by a deployment", RESET],
    ["reset, as its own code saw it", { ...RESET, remote: true }],
    ["lost on the way", RETRYABLE],
  ])("%s is made once more, on a new stub, after a pause", async (_, flags) => {
    const object = objectThat(failed("gone", flags));
    expect(await object.port().look("x")).toBe("seen x");
    expect([object.pauses, object.stubs()]).toEqual([[100], 2]);
  });

  test("the pause differs from call to call, and is at most 300 ms", async () => {
    const object = objectThat(failed("gone", RESET));
    await object.port(1).look("x");
    expect(object.pauses).toEqual([300]);
  });

  test("that fails twice is not made a third time; it is passing", async () => {
    const object = objectThat(failed("one", RESET), failed("two", RESET), failed("three", RESET));
    await expect(object.port().look("x")).rejects.toMatchObject({
      name: "PortFault",
      passing: true,
      message: "service object: look: two",
    });
    expect(object.stubs()).toBe(2);
  });

  test.each([
    ["overloaded", OVERLOADED],
    ["overloaded, and retryable all the same", { ...OVERLOADED, ...RETRYABLE }],
  ])("to an object that is %s is never repeated here; it is passing", async (_, flags) => {
    const object = objectThat(failed("Too many requests queued", flags));
    await expect(object.port().look("x")).rejects.toMatchObject({ passing: true });
    expect([object.pauses, object.stubs()]).toEqual([[], 1]);
  });

  test.each([
    ["a fault in the object", { remote: true }],
    ["a fault without flags", {}],
  ])("that ends in %s is neither repeated nor passing", async (_, flags) => {
    const object = objectThat(failed("boom", flags));
    await expect(object.port().look("x")).rejects.toMatchObject({ passing: false });
    expect([object.pauses, object.stubs()]).toEqual([[], 1]);
  });
});

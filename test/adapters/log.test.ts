import { afterEach, describe, expect, test, vi } from "vitest";
import { createLog } from "../../src/adapters/log/log.ts";

afterEach(() => vi.restoreAllMocks());

let now = 0;
const lines = (method: "warn" | "error") => {
  const written = vi.spyOn(console, method).mockImplementation(() => {});
  return () => written.mock.calls.map(([line]) => JSON.parse(String(line)));
};

describe("lines that outsiders can cause", () => {
  const log = () =>
    createLog(
      () => "1.2.3+abc",
      () => now,
    );

  test("a text is cut, and no mark in it moves the reader's cursor or turns the direction", () => {
    const written = lines("warn");
    const why = `\u001b[2J\u202egpj.exe\u2028\u0000\ud800${"x".repeat(60_000)}`;
    log().warn("webhook_refused", { why, more: { deep: [why] } });
    const text = JSON.stringify(written()[0]);
    expect(text.length).toBeLessThan(5000);
    expect(text).not.toMatch(/\u202e|\u2028|\\u001b|\\u0000|\\ud800/);
    expect(text).toContain("gpj.exe");
  });

  test("a fault's message too, and a fault that is its own cause ends", () => {
    const written = lines("error");
    const fault = new Error("y".repeat(60_000));
    fault.cause = fault;
    log().error("request_failed", fault);
    expect(JSON.stringify(written()[0]).length).toBeLessThan(30_000);
  });

  test("ten thousand of one kind are sixty a minute, and the next says how many are missing", () => {
    const written = lines("warn");
    const one = log();
    for (let n = 0; n < 10_000; n++) one.warn("webhook_refused", { why: "old" });
    one.warn("d1_silent", {});
    expect(written().filter(({ event }) => event === "webhook_refused")).toHaveLength(60);
    expect(written().filter(({ event }) => event === "d1_silent")).toHaveLength(1);
    now += 60_000;
    one.warn("webhook_refused", { why: "old" });
    expect(written().at(-1)).toMatchObject({ event: "webhook_refused", left_out: 9940 });
  });

  test("a list and an object keep their beginning", () => {
    const written = lines("warn");
    log().warn("odd", { ids: Array.from({ length: 10_000 }, (_, n) => n) });
    expect(written()[0].ids).toHaveLength(30);
  });
});

describe("the log", () => {
  test("one JSON line per event, which names the version and the request", () => {
    const written = vi.spyOn(console, "warn").mockImplementation(() => {});
    createLog(
      () => "1.2.3+abc",
      () => now,
      () => "8c1f0a5e7d3b2916-FRA",
    ).warn("webhook_refused", { why: "old" });
    const head = '"level":"warn","event":"webhook_refused","version":"1.2.3+abc"';
    const line = `{${head},"requestId":"8c1f0a5e7d3b2916-FRA","why":"old"}`;
    expect(written.mock.calls).toEqual([[line]]);
  });

  test("a fault with its causes, and no other property of it", () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const fault = Object.assign(new Error("outer", { cause: new Error("inner") }), { key: "sk" });
    createLog(
      () => "1.2.3+abc",
      () => now,
    ).error("request_failed", fault, { requestId: "1" });
    const line = JSON.parse(String(written.mock.calls[0]?.[0]));
    expect(line).toMatchObject({
      requestId: "1",
      fault: { message: "outer", cause: { message: "inner" } },
    });
    expect(JSON.stringify(line)).not.toContain('"sk"');
  });
});

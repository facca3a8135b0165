import { afterEach, describe, expect, test, vi } from "vitest";
import { createLog } from "../../src/adapters/log/log.ts";

afterEach(() => vi.restoreAllMocks());

describe("the log", () => {
  test("one JSON line per event, which names the version", () => {
    const written = vi.spyOn(console, "warn").mockImplementation(() => {});
    createLog(() => "1.2.3+abc").warn("webhook_refused", { why: "old" });
    const line = '{"level":"warn","event":"webhook_refused","version":"1.2.3+abc","why":"old"}';
    expect(written.mock.calls).toEqual([[line]]);
  });

  test("a fault with its causes, and no other property of it", () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const fault = Object.assign(new Error("outer", { cause: new Error("inner") }), { key: "sk" });
    createLog(() => "1.2.3+abc").error("request_failed", fault, { requestId: "1" });
    const line = JSON.parse(String(written.mock.calls[0]?.[0]));
    expect(line).toMatchObject({
      requestId: "1",
      fault: { message: "outer", cause: { message: "inner" } },
    });
    expect(JSON.stringify(line)).not.toContain('"sk"');
  });
});

import { describe, expect, expectTypeOf, test } from "vitest";
import { ERRORS, type ErrorCode, type ErrorRow } from "../../src/domain/base/errors.ts";
import type { StopReason } from "../../src/domain/top-up/decide/stop-reason.ts";

const rows = Object.entries(ERRORS) as [ErrorCode, ErrorRow][];

describe("every refusal", () => {
  test.each(rows)("%s: its code is plain and its status an error", (code, { status }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
  });
  test.each(rows)("%s is a row of facts; words stand elsewhere", (_code, row) => {
    expect(Object.keys(row)).toEqual(["status", "retryable"]);
  });
});

test("a caller that is only too early learns that it may work later", () => {
  const late: ErrorCode[] = ["top_up_open", "balance_unreadable", "payment_system_unavailable"];
  for (const code of late) expect(ERRORS[code].retryable, code).toBe(true);
});

test("why a consumer stops is no code that a route could answer with", () => {
  expectTypeOf<Extract<StopReason, ErrorCode>>().toBeNever();
  expectTypeOf<"in_hand">().toExtend<StopReason>();
});

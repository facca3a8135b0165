import { describe, expect, expectTypeOf, test } from "vitest";
import { CUSTOMER_SENTENCES } from "../../src/domain/base/customer-sentences.ts";
import { ERRORS, type ErrorCode, type ErrorRow } from "../../src/domain/base/errors.ts";
import type { StopReason } from "../../src/domain/top-up/decide/stop-reason.ts";

const rows = Object.entries(ERRORS) as [ErrorCode, ErrorRow][];
const codes = Object.keys(ERRORS) as ErrorCode[];
const JARGON =
  /\b(OCS|webhook|intent|token|idempotency|key|bucket|fence|lease|grant|stripe|cgrates|queue)\b/i;

describe("every refusal", () => {
  test.each(codes)("%s has words for the customer without jargon", (code) => {
    const sentence = CUSTOMER_SENTENCES[code];
    expect(sentence).not.toMatch(JARGON);
    expect(sentence.length).toBeGreaterThan(10);
    expect(sentence.length).toBeLessThan(120);
  });
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

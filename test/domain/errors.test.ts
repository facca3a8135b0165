import { describe, expect, test } from "vitest";
import { ERRORS, type ErrorCode, type ErrorRow } from "../../src/domain/base/errors.ts";

const rows = Object.entries(ERRORS) as [ErrorCode, ErrorRow][];
/** Its sentence is literal: legacy callers compare it. */
const QUOTED: ReadonlySet<ErrorCode> = new Set(["already_processed"]);
const JARGON =
  /\b(OCS|webhook|intent|token|idempotency|key|bucket|fence|lease|grant|stripe|cgrates|queue)\b/i;

describe("every refusal", () => {
  test.each(rows)("%s has words for the customer without jargon", (code, { customer }) => {
    if (!QUOTED.has(code)) expect(customer).not.toMatch(JARGON);
    expect(customer.length).toBeGreaterThan(10);
    expect(customer.length).toBeLessThan(120);
  });
  test.each(rows)("%s has a title and words for the operator", (_code, row) => {
    expect(row.title).toMatch(/^[A-Z]/);
    expect(row.operator).toMatch(/\.$/);
    expect(row.title.endsWith(".")).toBe(false);
  });
  test.each(rows)("%s: its code is plain and its status an error", (code, { status }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

test("a caller that is only too early learns that it may work later", () => {
  const late: ErrorCode[] = ["top_up_open", "balance_unreadable", "payment_system_unavailable"];
  for (const code of late) expect(ERRORS[code].retryable, code).toBe(true);
});
test("the sentence that legacy callers compare is literal", () => {
  expect(ERRORS.already_processed.customer).toBe("Payment intent already processed");
});

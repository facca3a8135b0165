import { expect, test } from "vitest";
import { maskEmail } from "../../src/app/base/mask-email.ts";

test.each([
  ["anna@example.com", "a…a@example.com"],
  ["bob@example.com", "b…@example.com"],
  ["ab@example.com", "a…@example.com"],
  ["a@example.com", "…@example.com"],
  ["no address", null],
])("%s is shown as %s: never the whole name", (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

import type { fieldError } from "./field.ts";

export const FIELD_ERROR_STATES = {
  right: ["email", null],
  wrong: ["email", "12345"],
} satisfies Readonly<Record<string, Parameters<typeof fieldError>>>;

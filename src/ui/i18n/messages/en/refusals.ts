import { ERRORS, type ErrorCode } from "../../../../domain/base/errors.ts";

/** The customer's sentence for every error code, from the table of errors itself. */
export const refusals = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { customer }]) => [code, customer]),
) as Readonly<Record<ErrorCode, string>>;

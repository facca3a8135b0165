import { ERRORS, type ErrorCode } from "../../../../domain/base/errors.ts";

/** The customer's sentence for every refusal; English is the language of the table itself. */
export const refusals = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { customer }]) => [code, customer]),
) as Readonly<Record<ErrorCode, string>>;

import { ERRORS, type ErrorCode } from "../../../domain/base/errors.ts";

/** One state per error code; the customer's sentence is the language's. */
export const REFUSAL_STATES = Object.keys(ERRORS) as readonly ErrorCode[];

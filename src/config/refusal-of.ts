import * as z from "zod";

/** The names of the wrong variables and what is wrong with each; no value is quoted. */
export const refusalOf = (error: z.ZodError): Error =>
  new Error(`configuration: ${z.prettifyError(error)}`);

import * as z from "zod";

/** The names of the wrong variables and what is wrong with each; no value is quoted. */
export const refusalOf = (error: z.ZodError): Error =>
  new Error(`configuration: ${z.prettifyError({ issues: error.issues.map(inWords) })}`);

/** What is not set at all is said as that, and not as a wrong type. */
const inWords = (issue: z.core.$ZodIssue): z.core.$ZodIssue =>
  issue.code === "invalid_type" && issue.message.endsWith("received undefined")
    ? { ...issue, message: "is needed, and is not set" }
    : issue;

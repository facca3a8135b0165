/**
 * Arabic, with Latin digits, as on most Arabic web pages. Values stand where their grammatical case
 * does not show (after a colon or as the subject), because a counted word changes with its case.
 */
export * from "./ar/about.ts";
export * from "./ar/pages.ts";
export * from "./ar/paying.ts";
export * from "./ar/refusals.ts";
export * from "./ar/result.ts";
export * from "./ar/steps.ts";

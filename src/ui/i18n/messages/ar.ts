/**
 * Arabic. Latin digits, as in most of its written web. Values stand where their case does not show
 * (after a colon or as the subject), because a counted day changes its ending with the sentence.
 */
export * from "./ar/about.ts";
export * from "./ar/pages.ts";
export * from "./ar/paying.ts";
export * from "./ar/refusals.ts";
export * from "./ar/result.ts";
export * from "./ar/steps.ts";

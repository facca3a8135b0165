/**
 * English, the measure of all languages. A message says first what happened, then what it means for
 * the customer's money, then what to do. Sentences marked [literal] are quoted from the product's
 * requirements and must not change. A script contains only the groups of
 * messages that it names.
 */
export * from "./en/about.ts";
export * from "./en/pages.ts";
export * from "./en/paying.ts";
export * from "./en/refusals.ts";
export * from "./en/result.ts";
export * from "./en/steps.ts";

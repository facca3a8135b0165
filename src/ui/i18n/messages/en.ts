/**
 * English, the measure of all languages. Order and tone: what happened, what it means for the
 * money, what to do. Sentences that customers or tests quote literally are marked [literal]; they
 * come from the product's requirements. The parts: what a language is; the four steps; pages from
 * the server alone; paying; the result; refusals. A script takes along only the parts it names.
 */
export * from "./en/about.ts";
export * from "./en/pages.ts";
export * from "./en/paying.ts";
export * from "./en/refusals.ts";
export * from "./en/result.ts";
export * from "./en/steps.ts";

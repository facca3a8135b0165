/**
 * The language of the scripts. build.ts puts the module of the bundle's language in the place of
 * the English one, here and wherever a sentence is named; a script contains what it names.
 */
export { language as lang } from "../../../i18n/generated/en.ts";

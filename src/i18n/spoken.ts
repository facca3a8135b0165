import { CATALOGUES } from "./generated/catalogues.ts";
import type { Lang, Sentence, Value } from "./lang.ts";

/** All sentences, by the names of their exports; English is the measure. */
export type Messages = Omit<typeof CATALOGUES.en, "language">;
/** The name of a sentence, as code says it: `result_added` for the key `result.added`. */
export type MessageName = keyof Messages;

/** What every language has; a module that lacks a sentence, or takes other values, fails here. */
const SPOKEN: Readonly<Record<string, Messages>> = CATALOGUES;

/**
 * The sentence of that name in the language that it is asked in; English where the language is none
 * of ours. A browser never runs this: its scripts contain one language (src/ui/build.ts).
 */
export const spoken = <Name extends MessageName>(name: Name): Messages[Name] => {
  const inLanguage = (lang: Lang, ...values: readonly Value[]): string => {
    const say = (SPOKEN[lang.tag] ?? CATALOGUES.en)[name] as Sentence<readonly Value[]>;
    return say(lang, ...values);
  };
  return inLanguage as Messages[Name];
};

/** A language as data; its sentences are in the catalogue (`messages/<tag>.json`). */
export interface Lang {
  /** BCP 47, without a region: the page's `lang`, and the language of a customer's notices. */
  readonly tag: string;
  /** For `Intl`: the tag, with digits and calendar where the default is another. */
  readonly locale: string;
  /** The language's name in itself, for the link to it. */
  readonly name: string;
  readonly dir: "ltr" | "rtl";
}

/** What stands for `{name}` in a sentence: a text, or a number that needs no grouping. */
export type Value = string | number;

/** A sentence of the catalogue: takes the language and the sentence's values, gives plain text. */
export type Sentence<Values extends readonly Value[] = []> = (
  lang: Lang,
  ...values: Values
) => string;
